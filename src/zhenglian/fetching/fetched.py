"""What came back from outside: frozen, small enough to hold, not yet believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zhenglian.fetching.texts import decode_text

NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Fetched:
    """`url` is the address after all redirects; header names are lower case; `body` is unpacked."""

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = field(default=b"", repr=False)
    wait_seconds: float = 0.0  # how long the host asked us to stay away

    @property
    def etag(self) -> str:
        return self.headers.get("etag", "")

    @property
    def last_modified(self) -> str:
        return self.headers.get("last-modified", "")

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "")

    @property
    def is_unchanged(self) -> bool:
        """The server says that nothing changed since the version that was named."""
        return self.status == NOT_MODIFIED

    def text(self) -> str:
        """The decoded body. Raises EncodingUnclear."""
        return decode_text(self.body, self.content_type)
