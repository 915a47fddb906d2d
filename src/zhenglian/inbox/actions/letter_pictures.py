"""Pictures of a letter: refused while the citizen can still choose others, and made small enough for a row.

What is kept in the end is decided by `media_checks`, as for pictures from the platforms.
"""

from __future__ import annotations

import base64
import io
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any

from PIL import Image, ImageOps, UnidentifiedImageError

from zhenglian.inbox.enums import MediaState, MessageKind
from zhenglian.inbox.letter_errors import PictureRefused, PicturesTooLarge
from zhenglian.inbox.models import Media, Message

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MOST_PIXELS = 40_000_000
MOST_TOGETHER = 60_000_000  # of one letter: what unpacking costs is bounded before any is unpacked
LONGEST_SIDE = 2000
QUALITY = 85


def cleaned_pictures(files: Iterable[IO[bytes]]) -> list[str]:
    """JPEG in base64, at most 2000 pixels long, upright, without metadata.

    The heads of all are read before the first is unpacked. Raises PictureRefused, PicturesTooLarge.
    """
    contents = [file.read() for file in files]
    sizes = [_pixels(content) for content in contents]
    if any(size > MOST_PIXELS for size in sizes) or sum(sizes) > MOST_TOGETHER:
        raise PicturesTooLarge
    return [base64.b64encode(cleaned(content)).decode("ascii") for content in contents]


def cleaned(content: bytes) -> bytes:
    """Raises PictureRefused for what is no picture of our kinds, PicturesTooLarge for a bomb."""
    with _opened(content) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise PicturesTooLarge
        return _written_anew(ImageOps.exif_transpose(opened))


def _pixels(content: bytes) -> int:
    """As the file's head declares it; nothing is unpacked. Raises PictureRefused, PicturesTooLarge."""
    with _opened(content) as opened:
        return opened.width * opened.height


@contextmanager
def _opened(content: bytes) -> Iterator[Image.Image]:
    """Raises PictureRefused, also for what turns out wrong inside; PicturesTooLarge."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
                yield opened
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as e:
        raise PicturesTooLarge from e
    except (UnidentifiedImageError, Warning, OSError, ValueError, SyntaxError) as e:
        raise PictureRefused from e


def _written_anew(picture: Any) -> bytes:  # Any: Pillow's image
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    flat = Image.new("RGB", picture.size, "white")
    layer = picture.convert("RGBA")
    flat.paste(layer, mask=layer.getchannel("A"))
    target = io.BytesIO()
    flat.save(target, "JPEG", quality=QUALITY)
    return target.getvalue()


def keep_pictures(message: Message, pictures: Iterable[str]) -> None:
    """As media of the message: in the encrypted column, until `media.fetch_due` puts them into files."""
    Media.objects.bulk_create(
        [
            Media(message=message, kind=MessageKind.IMAGE, handle=picture, state=MediaState.WAITING)
            for picture in pictures
        ]
    )
