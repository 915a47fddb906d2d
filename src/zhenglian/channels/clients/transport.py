"""HTTP to the platforms: one client a process, short time limits, no redirects, no environment.

Nothing is retried here: whether a call may be repeated only its caller knows. What carries it: `wire`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from zhenglian.channels.clients.calls import ANSWER_BYTES, Answer, Call, Limits, NoAnswer, Wire
from zhenglian.channels.clients.wire import NetworkWire
from zhenglian.kernel.digests import canonical_json, sha256_hex

__all__ = ["Answer", "Http", "NoAnswer", "Part"]

CONNECT_SECONDS, READ_SECONDS, UPLOAD_SECONDS = 3.0, 10.0, 60.0
EVERY_CALL = {"User-Agent": "zhenglian", "Accept": "application/json"}


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a multipart form."""

    name: str
    filename: str
    mime: str
    data: bytes = field(repr=False)


class Http:
    """Shared by all threads of a process; `wire` stands in for the network in tests.

    A call waits `read_seconds` for each piece of its answer, an upload `upload_seconds`, both no longer
    than the two together.
    """

    def __init__(
        self,
        *,
        wire: Wire | None = None,
        proxy: str = "",
        connect_seconds: float = CONNECT_SECONDS,
        read_seconds: float = READ_SECONDS,
        upload_seconds: float = UPLOAD_SECONDS,
    ) -> None:
        longest = read_seconds + upload_seconds
        self._wire = wire or NetworkWire(proxy=proxy)
        self._limits = Limits(connect_seconds, read_seconds, longest)
        self._upload_limits = Limits(connect_seconds, upload_seconds, longest)

    def close(self) -> None:
        self._wire.close()

    def get(self, url: str, *, params: Mapping[str, str], most_bytes: int = ANSWER_BYTES) -> Answer:
        return self._wire.send(Call("GET", _with(url, params), EVERY_CALL, b"", self._limits, most_bytes))

    def post_json(self, url: str, value: Any, *, params: Mapping[str, str]) -> Answer:  # Any: JSON
        """Raw UTF-8: WeChat shows backslash escapes literally (wechat.md 3)."""
        headers = {**EVERY_CALL, "Content-Type": "application/json; charset=utf-8"}
        return self._wire.send(Call("POST", _with(url, params), headers, canonical_json(value), self._limits))

    def post_form(self, url: str, fields: Mapping[str, str]) -> Answer:
        headers = {**EVERY_CALL, "Content-Type": "application/x-www-form-urlencoded"}
        return self._wire.send(Call("POST", url, headers, urlencode(fields).encode(), self._limits))

    def post_file(
        self, url: str, part: Part, *, params: Mapping[str, str], fields: Mapping[str, str]
    ) -> Answer:
        boundary = sha256_hex(part.data)  # no file contains its own digest
        headers = {**EVERY_CALL, "Content-Type": f"multipart/form-data; boundary={boundary}"}
        body = multipart_body(boundary, part, fields)
        return self._wire.send(Call("POST", _with(url, params), headers, body, self._upload_limits))


def multipart_body(boundary: str, part: Part, fields: Mapping[str, str]) -> bytes:
    """Fields first, then the file (RFC 7578)."""
    body = bytearray()
    for name, value in fields.items():
        body += f'--{boundary}\r\nContent-Disposition: form-data; name="{_quoted(name)}"\r\n\r\n'.encode()
        body += value.encode() + b"\r\n"
    names = f'name="{_quoted(part.name)}"; filename="{_quoted(part.filename)}"'
    body += f"--{boundary}\r\nContent-Disposition: form-data; {names}\r\n".encode()
    body += f"Content-Type: {part.mime}\r\n\r\n".encode() + part.data + b"\r\n"
    return bytes(body + f"--{boundary}--\r\n".encode())


def _quoted(name: str) -> str:
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _with(url: str, params: Mapping[str, str]) -> str:
    return f"{url}?{urlencode(params)}" if params else url
