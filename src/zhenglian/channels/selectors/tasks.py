"""What a person needs who posts by hand: the sealed texts ready to copy, the pictures as files."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from django.utils.translation import gettext as _

from zhenglian.channels.models import Asset, Delivery
from zhenglian.channels.payloads import (
    ManualPayload,
    Payload,
    WeChatPayload,
    WeiboPayload,
    payload_from_bytes,
)
from zhenglian.channels.selectors.payloads import picture_bytes
from zhenglian.reviews import api as reviews

EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}
OLDEST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever it is made


@dataclass(frozen=True, slots=True)
class TaskPicture:
    """`name` is what the file is called when it is saved; the cover comes first."""

    name: str
    label: str
    asset: Asset


@dataclass(frozen=True, slots=True)
class Task:
    """Texts are exactly what was sealed. `is_approved` is False once the article was changed."""

    title: str
    text: str
    link: str
    pictures: tuple[TaskPicture, ...]
    is_approved: bool


def task_of(delivery: Delivery) -> Task:
    payload = payload_from_bytes(bytes(delivery.payload.body))
    title, text, link = _words(payload)
    return Task(title, text, link, _pictures(payload), _is_approved(delivery))


def picture_archive(task: Task) -> bytes:
    """A zip of all pictures, byte for byte as sealed; a picture that is damaged is left out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for picture in task.pictures:
            data = picture_bytes(picture.asset.sha256)
            if data is not None:
                archive.writestr(zipfile.ZipInfo(picture.name, OLDEST_ZIP_DATE), data)
    return buffer.getvalue()


def _words(payload: Payload) -> tuple[str, str, str]:
    """Title, text and link of any platform's payload: a failed WeChat post can be made by hand, too."""
    if isinstance(payload, ManualPayload):
        return payload.title, payload.text, payload.link
    if isinstance(payload, WeiboPayload):
        return "", payload.text, ""
    if isinstance(payload, WeChatPayload):
        return payload.title, "", payload.source_url
    return payload.title, "", payload.url


def _pictures(payload: Payload) -> tuple[TaskPicture, ...]:
    names = ["", payload.picture] if isinstance(payload, WeiboPayload) else [payload.cover, *payload.assets]
    stored = Asset.objects.in_bulk([name for name in names if name])
    found = []
    for number, name in enumerate(names):
        asset = stored.get(name)
        if asset is not None:
            label = _("picture %(number)s") % {"number": number} if number else _("cover")
            stem = f"{number:02d}" if number else "00-cover"
            found.append(TaskPicture(f"{stem}.{EXTENSIONS[asset.mime]}", label, asset))
    return tuple(found)


def _is_approved(delivery: Delivery) -> bool:
    return reviews.sealed_digest(delivery.seal_id, delivery.part) == delivery.payload_id
