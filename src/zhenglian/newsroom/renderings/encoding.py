"""Pictures as they leave: same picture in, same bytes out; no metadata, no colour profile. Pure."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps

JPEG, PNG = "image/jpeg", "image/png"
CONTENT_WIDTH = 1080  # pixels
CONTENT_BYTES = 1_000_000  # WeChat's uploadimg takes less than 1 MB (wechat.md 4.1)
WECHAT_COVER = (900, 383)  # 2.35 : 1
MOST_PIXELS = 60_000_000
QUALITIES = (86, 78, 68, 58)
SHRINK = 0.75
DRAWN_FORMATS = ("PNG", "GIF")
READABLE = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")  # never EPS: reading one runs a program


class UnreadablePicture(ValueError):
    """Not a picture, a damaged one, or one of more than 60 million pixels."""


@dataclass(frozen=True, slots=True)
class EncodedPicture:
    data: bytes
    mime: str
    width: int
    height: int


def content_picture(data: bytes) -> EncodedPicture:
    """At most 1080 pixels wide and below 1 MB. Raises `UnreadablePicture`."""
    picture, kind = _opened(data)
    if picture.width > CONTENT_WIDTH:
        height = max(1, round(picture.height * CONTENT_WIDTH / picture.width))
        picture = picture.resize((CONTENT_WIDTH, height), Image.Resampling.LANCZOS)
    if kind in DRAWN_FORMATS:
        drawn = _written(picture, "PNG", optimize=True)
        if len(drawn) < CONTENT_BYTES:
            return EncodedPicture(drawn, PNG, *picture.size)
    return next(_ever_smaller(_on_white(picture)))


def cover_picture(data: bytes, focus: tuple[float, float] = (0.5, 0.5)) -> EncodedPicture:
    """900 × 383, cut around `focus` (fractions of width and height). Raises `UnreadablePicture`."""
    picture, _ = _opened(data)
    cut = ImageOps.fit(_on_white(picture), WECHAT_COVER, Image.Resampling.LANCZOS, centering=focus)
    return next(_ever_smaller(cut))


def _ever_smaller(picture: Image.Image) -> Iterator[EncodedPicture]:
    """JPEGs below the limit: poorer quality first, then fewer pixels."""
    while True:
        for quality in QUALITIES:
            data = _written(picture, "JPEG", quality=quality, optimize=True)
            if len(data) < CONTENT_BYTES:
                yield EncodedPicture(data, JPEG, *picture.size)
        size = (max(1, int(picture.width * SHRINK)), max(1, int(picture.height * SHRINK)))
        picture = picture.resize(size, Image.Resampling.LANCZOS)


def _opened(data: bytes) -> tuple[Image.Image, str]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=READABLE) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise UnreadablePicture("too many pixels")
                return _plain(ImageOps.exif_transpose(picture)), picture.format or ""
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Warning) as reason:
        raise UnreadablePicture(str(reason)) from reason


def _plain(picture: Image.Image) -> Image.Image:
    """First frame, in sRGB, without anything but pixels."""
    profile = picture.info.get("icc_profile")
    has_alpha = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    plain = picture.convert("RGBA" if has_alpha else "RGB")
    if profile and picture.mode == "RGB":
        plain = _in_srgb(plain, profile)
    plain.info.clear()
    return plain


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        changed = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):
        return picture  # a broken profile: the colours as they stand
    return changed or picture


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _written(picture: Image.Image, kind: str, **options: int) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()
