"""Hides rectangles of a photo so that nothing of them comes back. Pure; Pillow is loaded when used."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass

BLOCKS = 4  # of one colour along the longer side of a rectangle
MARGIN = 2  # pixels around it
QUALITY = 88


@dataclass(frozen=True, slots=True)
class Box:
    """In pixels of the photo."""

    left: int
    top: int
    width: int
    height: int


def with_boxes_hidden(data: bytes, boxes: Iterable[Box]) -> bytes:
    """A JPEG in which each rectangle is a few blocks of one colour. Parts outside the photo do not count."""
    from PIL import Image  # noqa: PLC0415  no page without photos needs it

    with Image.open(io.BytesIO(data)) as opened:
        image = opened.convert("RGB")
    for box in boxes:
        edges = (
            max(box.left - MARGIN, 0),
            max(box.top - MARGIN, 0),
            min(box.left + box.width + MARGIN, image.width),
            min(box.top + box.height + MARGIN, image.height),
        )
        if edges[0] >= edges[2] or edges[1] >= edges[3]:
            continue
        part = image.crop(edges)
        unit = max(part.width, part.height) / BLOCKS
        coarse = part.resize(
            (max(1, round(part.width / unit)), max(1, round(part.height / unit))), Image.Resampling.BOX
        )
        image.paste(coarse.resize(part.size, Image.Resampling.NEAREST), edges)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
