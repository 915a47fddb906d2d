"""The network behind `transport.Http`, by pyreqwest: chosen by measurement (ADR 7).

Its calls wait outside Python's global lock: a hundred of them under way are a hundred idle threads.
"""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from pyreqwest.client import SyncClient, SyncClientBuilder
from pyreqwest.exceptions import BuilderError, PyreqwestError, RequestTimeoutError
from pyreqwest.proxy import ProxyBuilder
from pyreqwest.response import SyncResponse

from zhenglian.channels.clients.calls import Answer, Call, Limits, NoAnswer

CHUNK_BYTES = 64 * 1024
# The class of an error does not tell whether the call had left: a server that takes it and falls silent
# is a "connect timeout" too. Its innermost reasons do; without this one it may have arrived.
NOT_CONNECTED = "client error (Connect)"


class NetworkWire:
    """Connections are kept and shared by all accounts of a process. `proxy`: http://user:password@host:port."""

    def __init__(self, *, proxy: str = "") -> None:
        self._proxy = proxy
        self._client = lru_cache(maxsize=None)(self._open)  # one a set of limits

    def close(self) -> None:
        """Connections end with the clients that hold them."""
        self._client.cache_clear()

    def send(self, call: Call) -> Answer:
        try:
            request = self._client(call.limits).request(call.method, call.url).headers(dict(call.headers))
            with request.body_bytes(call.body).build_streamed() as response:
                return Answer(response.status, _limited(response, call.most_bytes))
        except (BuilderError, ValueError):
            raise NoAnswer("UnusableAddress", may_have_arrived=False) from None
        except PyreqwestError as reason:
            raise _silence(reason) from None  # the library's own text names the address with its token

    def _open(self, limits: Limits) -> SyncClient:
        builder = SyncClientBuilder().runtime_multithreaded(True).no_proxy()
        builder = builder.follow_redirects(False).referer(False)
        if self._proxy:
            builder = builder.proxy(_proxy(self._proxy))
        return (
            builder.connect_timeout(timedelta(seconds=limits.connect))
            .read_timeout(timedelta(seconds=limits.read))
            .timeout(timedelta(seconds=limits.total))
            .build()
        )


def _limited(response: SyncResponse, most: int) -> bytes:
    """Bit by bit, unless the length is announced and good: each bit costs a fight for the global lock."""
    length = response.get_header("content-length") or ""
    if length.isdigit() and int(length) <= most:
        return bytes(response.bytes())
    body = bytearray()
    while chunk := response.body_reader.read(CHUNK_BYTES):
        body += chunk
        if len(body) > most:
            raise NoAnswer("EndlessAnswer", may_have_arrived=True)
    return bytes(body)


def _silence(reason: PyreqwestError) -> NoAnswer:
    details = getattr(reason, "details", None) or {}
    causes = [cause["message"] for cause in details.get("causes") or ()]
    has_left = NOT_CONNECTED not in causes
    if isinstance(reason, RequestTimeoutError):
        kind = "ReadTimeout" if has_left else "ConnectTimeout"
    else:
        kind = "BrokenAnswer" if has_left else "ConnectError"
    return NoAnswer(kind, may_have_arrived=has_left)


def _proxy(address: str) -> ProxyBuilder:
    """With name and password taken out of the address, where the library would not look for them."""
    parts = urlsplit(address)
    place = f"{parts.scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port else "")
    proxy = ProxyBuilder.all(place)
    if parts.username:
        proxy = proxy.basic_auth(unquote(parts.username), unquote(parts.password or ""))
    return proxy
