"""Pictures out of imported files: only what Pillow can read, in a format the library takes."""

from __future__ import annotations

import base64
import binascii
import io
import warnings

from PIL import Image

from zhenglian.newsroom.importers.draft import ImportedImage

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 60_000_000
MOST_IMAGES = 80
KEPT = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp"}
CONVERTED = ("BMP", "TIFF")


def readable_image(data: bytes, number: int, alt: str) -> ImportedImage | None:
    """None for what is no picture, too large, or of a kind (EMF, WMF, SVG) that we cannot draw."""
    if len(data) > MOST_BYTES:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[*KEPT, *CONVERTED]) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    return None
                picture.load()
                return _named(picture, data, number, alt)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Warning):
        return None


def _named(picture: Image.Image, data: bytes, number: int, alt: str) -> ImportedImage:
    if picture.format in KEPT:
        return ImportedImage(f"picture-{number}.{KEPT[picture.format]}", data, alt)
    buffer = io.BytesIO()
    picture.convert("RGB").save(buffer, "PNG", optimize=True)
    return ImportedImage(f"picture-{number}.png", buffer.getvalue(), alt)


def data_of_uri(address: str) -> bytes | None:
    """The bytes of a `data:image/…;base64,` address; None for any other."""
    head, comma, body = address.partition(",")
    if not comma or not head.startswith("data:image/") or not head.endswith(";base64"):
        return None
    try:
        return base64.b64decode(body, validate=False)
    except (binascii.Error, ValueError):
        return None
