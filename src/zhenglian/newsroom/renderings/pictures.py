"""The article's pictures, encoded and put into the store of channels under their digest."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zhenglian.channels.api import ASSET_SCHEME, store_asset
from zhenglian.kernel.digests import sha256_hex
from zhenglian.newsroom.renderings.encoding import (
    EncodedPicture,
    UnreadablePicture,
    content_picture,
    cover_picture,
)

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT = 24  # encodings, each below 1 MB: the preview draws the same pictures again at every keystroke

_recent: OrderedDict[str, EncodedPicture] = OrderedDict()


@dataclass(frozen=True, slots=True)
class StoredPicture:
    sha256: str
    width: int
    height: int

    @property
    def address(self) -> str:
        return f"{ASSET_SCHEME}{self.sha256}"


def stored_content_picture(image: Any) -> StoredPicture | None:  # Any: Wagtail's image model is untyped
    """None when there is no image, or its file is gone or unreadable: lint says so."""
    return _stored(image, "content", content_picture)


def stored_wechat_cover(image: Any) -> StoredPicture | None:  # Any: as above
    focus = _focus(image) if image is not None else (0.5, 0.5)
    return _stored(image, f"cover {focus}", lambda data: cover_picture(data, focus))


def _stored(image: Any, way: str, encode: Callable[[bytes], EncodedPicture]) -> StoredPicture | None:
    data = _bytes_of(image)
    if data is None:
        return None
    try:
        encoded = _encoded(f"{sha256_hex(data)} {way}", data, encode)
    except UnreadablePicture:
        return None
    asset = store_asset(encoded.data, encoded.mime)
    return StoredPicture(asset.sha256, encoded.width, encoded.height)


def _encoded(key: str, data: bytes, encode: Callable[[bytes], EncodedPicture]) -> EncodedPicture:
    encoded = _recent.pop(key, None) or encode(data)
    _recent[key] = encoded
    while len(_recent) > KEPT:
        _recent.popitem(last=False)
    return encoded


def _bytes_of(image: Any) -> bytes | None:
    if image is None:
        return None
    try:
        with image.file.storage.open(image.file.name, "rb") as file:
            data: bytes = file.read()
    except OSError:
        return None
    return data


def _focus(image: Any) -> tuple[float, float]:
    """The editor's focal point as fractions; the middle when there is none."""
    if not image.has_focal_point():
        return (0.5, 0.5)
    across, down = image.focal_point_x / image.width, image.focal_point_y / image.height
    return (round(min(1.0, max(0.0, across)), 3), round(min(1.0, max(0.0, down)), 3))
