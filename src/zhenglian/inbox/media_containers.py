"""Takes metadata out of sound and film without touching the streams. Pure.

MP4 and its relatives: boxes that hold notes (place, device, comments) become empty `free` boxes of the same
size, so that no offset moves. MP3: the ID3 tags at both ends are cut off.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

NOTES = {b"udta", b"meta", b"uuid"}
PARENTS = {b"moov", b"trak", b"mdia", b"minf", b"moof", b"traf"}
TIMED = {b"mvhd", b"tkhd", b"mdhd"}  # when it was recorded
HEADER = 8
LARGE_HEADER = 16
MOST_BOXES = 10_000
DEEPEST = 8
ID3_HEADER = 10
ID3V1 = 128

Box = tuple[bytes, int, int]  # type, where its content begins, where it ends


def without_mp4_metadata(data: bytes) -> bytes | None:
    """The same length. None when the boxes cannot be followed to the end: then nothing can be promised."""
    copy = bytearray(data)
    try:
        boxes = list(_walk(data, 0, len(data), 0))
    except ValueError:
        return None
    if len(boxes) > MOST_BOXES or not any(kind == b"moov" for kind, _, _ in boxes):
        return None
    for kind, start, end in boxes:
        if kind in NOTES:
            if data[start - 4 : start] == kind:  # a large header has its length between type and content
                copy[start - 4 : start] = b"free"
            copy[start:end] = bytes(end - start)
        elif kind in TIMED:
            _forget_times(copy, start)
    return bytes(copy)


def _walk(data: bytes, start: int, end: int, depth: int) -> Iterator[Box]:
    """Boxes with those inside them. Raises ValueError when they do not fill their parent exactly."""
    if depth > DEEPEST:
        raise ValueError("too deep")
    while start < end:
        if end - start < HEADER:
            raise ValueError("cut off")
        size, kind = struct.unpack_from(">I4s", data, start)
        header = HEADER
        if size == 1 and end - start >= LARGE_HEADER:
            size, header = struct.unpack_from(">Q", data, start + HEADER)[0], LARGE_HEADER
        elif size == 0:  # to the end of the file
            size = end - start
        if size < header or start + size > end:
            raise ValueError("does not fit")
        yield kind, start + header, start + size
        if kind in PARENTS:
            yield from _walk(data, start + header, start + size, depth + 1)
        start += size


def _forget_times(copy: bytearray, start: int) -> None:
    """Creation and change, 32 bits each in version 0, 64 in version 1."""
    width = 8 if copy[start] == 1 else 4
    copy[start + 4 : start + 4 + 2 * width] = bytes(2 * width)


def without_id3(data: bytes) -> bytes:
    """An MP3 stream without its tags."""
    if data.startswith(b"ID3") and len(data) > ID3_HEADER:
        size = 0
        for byte in data[6:ID3_HEADER]:  # seven bits each
            size = (size << 7) | (byte & 0x7F)
        footer = ID3_HEADER if data[5] & 0x10 else 0
        data = data[ID3_HEADER + size + footer :]
    return data[:-ID3V1] if data[-ID3V1:].startswith(b"TAG") else data
