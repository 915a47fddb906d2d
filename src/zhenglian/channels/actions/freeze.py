"""Puts pictures and payloads into the store under the digest of their bytes. Nothing there changes."""

from __future__ import annotations

import io
import warnings

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, UnidentifiedImageError

from zhenglian.channels.errors import PictureMissing, PictureUnreadable
from zhenglian.channels.models import Asset, FrozenPayload
from zhenglian.channels.payloads import Payload
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.digests import sha256_hex

EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}


def store_asset(data: bytes, mime: str) -> Asset:
    """The picture's row, new or old; the same bytes are stored once. Raises `PictureUnreadable`.

    `mime` must be what the bytes really are: platforms refuse a picture with a wrong name.
    """
    sha256 = sha256_hex(data)
    known = Asset.objects.filter(pk=sha256).first()
    if known is not None:
        return known
    width, height = _measure(data, mime)
    return Asset.objects.get_or_create(
        pk=sha256,
        defaults={
            "mime": mime,
            "size": len(data),
            "width": width,
            "height": height,
            "file": _write(f"assets/{sha256}.{EXTENSIONS[mime]}", data),
        },
    )[0]


def _measure(data: bytes, mime: str) -> tuple[int, int]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as picture:
                real, size = Image.MIME.get(picture.format or ""), picture.size
                picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Warning) as reason:
        raise PictureUnreadable from reason
    if real != mime or mime not in EXTENSIONS:
        raise PictureUnreadable
    return size


def _write(name: str, data: bytes) -> str:
    """A file left behind by a transaction that was rolled back is used again, or replaced."""
    if default_storage.exists(name):
        with default_storage.open(name, "rb") as file:
            if file.read() == data:
                return name
        default_storage.delete(name)
    return str(default_storage.save(name, ContentFile(data)))


def freeze(payload: Payload, *, clock: Clock = SYSTEM) -> str:
    """Stores the payload's exact bytes and returns their digest. Raises `PictureMissing`."""
    needed = payload.pictures
    if Asset.objects.filter(pk__in=needed).count() != len(set(needed)):
        raise PictureMissing
    body = payload.to_bytes()
    row, _ = FrozenPayload.objects.get_or_create(
        pk=sha256_hex(body),
        defaults={"platform": payload.platform, "body": body, "frozen_at": clock.now()},
    )
    return row.digest
