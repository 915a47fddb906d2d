"""What a citizen's file may be, and what is left of it: judged by its content, never by its name. Pure.

Pictures are drawn anew, so nothing hidden survives. Sound and film keep their streams; the boxes that hold
metadata are emptied where the container is known, and `is_clean` says whether that was possible.
"""

from __future__ import annotations

import io
import threading
import warnings
from contextlib import nullcontext
from dataclasses import dataclass, field

import filetype
from PIL import Image, ImageOps

from zhenglian.inbox.enums import MessageKind
from zhenglian.inbox.errors import MediaRefused
from zhenglian.inbox.media_containers import without_id3, without_mp4_metadata

MOST_BYTES = 10 * 1024 * 1024  # the platforms' own limit (wechat.md 4.1)
MOST_PIXELS = 40_000_000
MANY_PIXELS = 12_000_000  # beyond what telephones send by default: drawn by one thread at a time
ONE_AT_A_TIME = threading.Lock()  # some kilobytes can become hundreds of megabytes in memory
LONGEST_SIDE = 4096
JPEG_QUALITY = 88
PICTURES = ("JPEG", "PNG", "GIF", "WEBP", "BMP")
AMR = (b"#!AMR\n", b"#!AMR-WB\n")
SPEEX = b"Speex   "  # in the first page of an Ogg stream
SOUND = {"audio/mpeg", "audio/amr", "audio/ogg", "audio/x-wav", "audio/m4a", "audio/mp4", "audio/aac"}
FILM = {"video/mp4", "video/quicktime", "video/3gpp", "video/x-m4v"}
PAPERS = {"application/pdf"}
ALLOWED = {MessageKind.VOICE: SOUND, MessageKind.VIDEO: FILM, MessageKind.FILE: PAPERS}


@dataclass(frozen=True, slots=True)
class Checked:
    """What may be stored. `is_clean`: no metadata of the sender's device is left in it."""

    data: bytes = field(repr=False)
    mime: str
    is_clean: bool

    @classmethod
    def of(cls, kind: str, data: bytes) -> Checked:
        """As `checked`, for those who come through the front door."""
        return checked(kind, data)


def checked(kind: str, data: bytes) -> Checked:
    """Raises MediaRefused with the key of a reason."""
    if not data:
        raise MediaRefused("empty")
    if len(data) > MOST_BYTES:
        raise MediaRefused("too_large")
    if kind == MessageKind.IMAGE:
        return _picture(data)
    mime = mime_of(data)
    if mime not in ALLOWED.get(MessageKind(kind), set()):
        raise MediaRefused("wrong_kind")
    return _stripped(mime, data)


def mime_of(data: bytes) -> str:
    """By the first bytes; "" when they say nothing."""
    if data.startswith(AMR):
        return "audio/amr"
    if data.startswith(b"OggS") and SPEEX in data[:64]:
        return "audio/ogg"
    return str(filetype.guess_mime(data) or "")


def _stripped(mime: str, data: bytes) -> Checked:
    if mime == "audio/amr":  # its header has no room for anything but the name of the format
        return Checked(data, mime, is_clean=True)
    if mime == "audio/mpeg":
        return Checked(without_id3(data), mime, is_clean=True)
    if mime in FILM or mime in {"audio/m4a", "audio/mp4"}:
        cleaned = without_mp4_metadata(data)
        return Checked(data if cleaned is None else cleaned, mime, is_clean=cleaned is not None)
    return Checked(data, mime, is_clean=False)


def _picture(data: bytes) -> Checked:
    """Turned upright by its own note, then drawn anew: no place, no device, no comment. First frame only."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=PICTURES) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise MediaRefused("too_many_pixels")
                is_photo = opened.format == "JPEG"
                with ONE_AT_A_TIME if opened.width * opened.height > MANY_PIXELS else nullcontext():
                    opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                    return _drawn(ImageOps.exif_transpose(opened), is_photo=is_photo)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as reason:
        raise MediaRefused("too_many_pixels") from reason
    except (OSError, ValueError, SyntaxError, Warning, EOFError, IndexError, TypeError) as reason:
        raise MediaRefused("unreadable") from reason


def _drawn(picture: Image.Image, *, is_photo: bool) -> Checked:
    """New pixels in a new file: what was read has no way to bring anything along."""
    mode = "RGB" if is_photo else "RGBA"
    pixels = picture.convert(mode)
    fresh = Image.new(mode, pixels.size)
    fresh.paste(pixels)
    out = io.BytesIO()
    if is_photo:
        fresh.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
        return Checked(out.getvalue(), "image/jpeg", is_clean=True)
    fresh.save(out, "PNG", optimize=True)
    return Checked(out.getvalue(), "image/png", is_clean=True)
