"""Rendered pages in memory: finished answers, bounded by bytes, forgotten when the generation changes.

Rendering and deciding what may be kept is in `rendering`; reading a request in `keys`.
"""

from __future__ import annotations

import gzip
import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from zhenglian.gateway.keys import PageKey
from zhenglian.gateway.protocol import Headers, Message, header
from zhenglian.kernel.generation import Generation

MAX_BYTES = 64 * 2**20
MAX_PAGE_BYTES = 2 * 2**20
MAX_AGE_S = 300.0  # bounds how long a lost purge can show an old page
MIN_GZIP_BYTES = 600
GZIP_LEVEL = 6
TEXTUAL = (b"text/", b"image/svg+xml")
TEXTUAL_WORDS = (b"json", b"xml", b"javascript")
# Fields that the cache sets itself or that speak of one connection only.
OWN_FIELDS = frozenset({b"content-length", b"content-encoding", b"etag", b"vary", b"date", b"connection"})
EMPTY: Message = {"type": "http.response.body", "body": b""}


@dataclass(slots=True)
class Answer:
    """One encoding of a page, as the messages that a server sends."""

    etag: bytes
    start: Message
    body: Message
    not_modified: Message

    @property
    def size(self) -> int:
        return len(self.body["body"])


@dataclass(slots=True)
class Page:
    plain: Answer
    gzipped: Answer | None
    expires: float  # monotonic seconds

    @property
    def size(self) -> int:
        return self.plain.size + (self.gzipped.size if self.gzipped else 0)


def make_page(headers: Headers, body: bytes, *, expires: float) -> Page:
    """Both encodings of a 200 answer. Takes a millisecond for gzip: call it off the event loop."""
    kept = [(name, value) for name, value in headers if name not in OWN_FIELDS]
    kept.append((b"vary", varying(header(headers, b"vary"))))
    digest = hashlib.sha256(body).hexdigest()[:24].encode()
    etag = header(headers, b"etag").removeprefix(b"W/").strip(b'"') or digest
    plain = _answer(kept, body, b'"' + etag + b'"', b"")
    gzipped = None
    if len(body) >= MIN_GZIP_BYTES and is_textual(header(headers, b"content-type")):
        packed = gzip.compress(body, GZIP_LEVEL, mtime=0)
        gzipped = _answer(kept, packed, b'"' + etag + b'-gz"', b"gzip")
    return Page(plain, gzipped, expires)


def is_textual(content_type: bytes) -> bool:
    """Worth packing."""
    return content_type.startswith(TEXTUAL) or any(word in content_type for word in TEXTUAL_WORDS)


def varying(said: bytes) -> bytes:
    """The field Vary as it is sent: by encoding, and not by language, which the key holds."""
    names = {name.strip().lower() for name in said.split(b",")} - {b"", b"accept-language"}
    return b", ".join(sorted(names | {b"accept-encoding"}))


def _answer(headers: Headers, body: bytes, etag: bytes, encoding: bytes) -> Answer:
    fields = [*headers, (b"etag", etag)]
    whole = [*fields, (b"content-length", str(len(body)).encode())]
    if encoding:
        whole.append((b"content-encoding", encoding))
    unchanged = [field for field in fields if field[0] not in {b"content-type", b"content-language"}]
    return Answer(
        etag,
        {"type": "http.response.start", "status": 200, "headers": whole},
        {"type": "http.response.body", "body": body},
        {"type": "http.response.start", "status": 304, "headers": unchanged},
    )


class PageStore:
    """Least recently used pages go first. Used from the event loop only: no lock."""

    def __init__(
        self,
        generation: Generation,
        *,
        max_bytes: int = MAX_BYTES,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self.generation = generation
        self.max_bytes = max_bytes
        self.seconds = seconds
        self.bytes = 0
        self._pages: OrderedDict[PageKey, Page] = OrderedDict()
        self._seen = generation.read()

    def __len__(self) -> int:
        return len(self._pages)

    def find(self, key: PageKey) -> Page | None:
        if self.generation.read() != self._seen:
            self.forget()
            return None
        page = self._pages.get(key)
        if page is None:
            return None
        if page.expires < self.seconds():
            self._drop(key)
            return None
        self._pages.move_to_end(key)
        return page

    def keep(self, key: PageKey, page: Page, *, rendered_in: int) -> bool:
        """False when a change came in between: `rendered_in` is the generation before rendering began."""
        if rendered_in != self.generation.read() or page.size > self.max_bytes:
            return False
        if rendered_in != self._seen:
            self.forget()
        if key in self._pages:
            self._drop(key)
        self._pages[key] = page
        self.bytes += page.size
        while self.bytes > self.max_bytes:
            self._drop(next(iter(self._pages)))
        return True

    def forget(self) -> None:
        self._seen = self.generation.read()
        self._pages.clear()
        self.bytes = 0

    def _drop(self, key: PageKey) -> None:
        self.bytes -= self._pages.pop(key).size
