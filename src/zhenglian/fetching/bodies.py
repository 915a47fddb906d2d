"""The body of an answer, bounded while it arrives and while it is unpacked."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from zhenglian.fetching.errors import NotReachable, TooLarge

if TYPE_CHECKING:
    from collections.abc import Mapping

PIECE = 64 * 1024
AUTO = zlib.MAX_WBITS | 32  # gzip or zlib, by its first bytes
ENCODINGS = frozenset({"gzip", "x-gzip", "deflate"})


def read_body(chunks: Iterable[bytes], headers: Mapping[str, str], max_bytes: int) -> bytes:
    """The unpacked body. Raises TooLarge before more than `max_bytes` are held, however small the packet."""
    if _announced(headers) > max_bytes:
        raise TooLarge
    body = bytearray()
    for piece in _unpacked(chunks, headers.get("content-encoding", "").strip().lower()):
        if len(body) + len(piece) > max_bytes:
            raise TooLarge
        body += piece
    return bytes(body)


def _announced(headers: Mapping[str, str]) -> int:
    length = headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() else 0


def _unpacked(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    if encoding in {"", "identity"}:
        yield from chunks
    elif encoding in ENCODINGS:
        try:
            yield from _inflated(chunks)
        except zlib.error as reason:
            raise NotReachable(_("The answer is packed wrongly and cannot be unpacked.")) from reason
    else:
        raise NotReachable(_("The answer is packed in a way that was not asked for."))


def _inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Unpacks at most `PIECE` bytes at a time, so that a bomb is noticed when it has grown by one piece."""
    unpacker = zlib.decompressobj(AUTO)
    for chunk in chunks:
        waiting = chunk
        while waiting:
            if unpacker.eof:  # a second member follows in the same answer
                unpacker = zlib.decompressobj(AUTO)
            yield unpacker.decompress(waiting, PIECE)
            waiting = unpacker.unconsumed_tail or unpacker.unused_data
    while piece := unpacker.decompress(b"", PIECE):
        yield piece
    if not unpacker.eof:
        raise zlib.error("the packet ends too early")
