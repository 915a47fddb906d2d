"""HTTP to the platforms: one client a process, short time limits, no redirects, no environment.

Nothing is retried here: whether a call may be repeated only its caller knows.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx2

from zhenglian.kernel.digests import canonical_json

CONNECT_SECONDS, READ_SECONDS, UPLOAD_SECONDS = 3.0, 10.0, 60.0
ANSWER_BYTES = 4 * 1024 * 1024
NEVER_LEFT = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.ProxyError,
    httpx2.UnsupportedProtocol,
    httpx2.InvalidURL,
)


class NoAnswer(Exception):  # noqa: N818  named after what is the matter
    """`may_have_arrived` is False only when the request certainly never left this machine."""

    def __init__(self, kind: str, *, may_have_arrived: bool) -> None:
        super().__init__(kind)
        self.kind, self.may_have_arrived = kind, may_have_arrived


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes = field(repr=False)

    @property
    def is_server_error(self) -> bool:
        return self.status >= 500  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a multipart form."""

    name: str
    filename: str
    mime: str
    data: bytes = field(repr=False)


class Http:
    """Shared by all threads of a process; `transport` stands in for the network in tests.

    A call waits `read_seconds` for each piece of its answer, an upload `upload_seconds`.
    """

    def __init__(
        self,
        *,
        transport: httpx2.BaseTransport | None = None,
        proxy: str = "",
        read_seconds: float = READ_SECONDS,
        upload_seconds: float = UPLOAD_SECONDS,
    ) -> None:
        self._longest = read_seconds + upload_seconds
        self._upload_limits = httpx2.Timeout(upload_seconds, connect=CONNECT_SECONDS)
        self._client = httpx2.Client(
            transport=transport,
            proxy=(proxy or None) if transport is None else None,
            trust_env=False,
            follow_redirects=False,
            timeout=httpx2.Timeout(read_seconds, connect=CONNECT_SECONDS),
            headers={"User-Agent": "zhenglian", "Accept": "application/json"},
        )

    def close(self) -> None:
        self._client.close()

    def get(self, url: str, *, params: Mapping[str, str]) -> Answer:
        return self._call("GET", url, params=params)

    def post_json(self, url: str, value: Any, *, params: Mapping[str, str]) -> Answer:  # Any: JSON
        """Raw UTF-8: WeChat shows backslash escapes literally (wechat.md 3)."""
        headers = {"Content-Type": "application/json; charset=utf-8"}
        return self._call("POST", url, params=params, content=canonical_json(value), headers=headers)

    def post_form(self, url: str, fields: Mapping[str, str]) -> Answer:
        return self._call("POST", url, data=fields)

    def post_file(
        self, url: str, part: Part, *, params: Mapping[str, str], fields: Mapping[str, str]
    ) -> Answer:
        files = {part.name: (part.filename, part.data, part.mime)}
        return self._call("POST", url, params=params, data=fields, files=files, timeout=self._upload_limits)

    def _call(self, method: str, url: str, **options: Any) -> Answer:  # Any: the client's own keywords
        deadline = time.monotonic() + self._longest
        try:
            with self._client.stream(method, url, **options) as response:
                body = bytearray()
                for chunk in response.iter_bytes():
                    body += chunk
                    if len(body) > ANSWER_BYTES or time.monotonic() > deadline:
                        raise NoAnswer("endless answer", may_have_arrived=True)
                return Answer(response.status_code, bytes(body))
        except NEVER_LEFT as reason:
            raise NoAnswer(type(reason).__name__, may_have_arrived=False) from reason
        except httpx2.HTTPError as reason:
            raise NoAnswer(type(reason).__name__, may_have_arrived=True) from reason
