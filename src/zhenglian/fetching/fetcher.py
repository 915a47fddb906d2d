"""Reads one outside page with every guard in place. Who reads when, and what is kept, is decided above.

No environment, no cookies, no proxy; redirects are followed here, one by one, each judged like the first.
"""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING

import httpcore2
import httpx2

from zhenglian.fetching import errors
from zhenglian.fetching.bodies import read_body
from zhenglian.fetching.fetched import Fetched
from zhenglian.fetching.manners import Manners
from zhenglian.fetching.network import (
    Budget,
    Connect,
    GuardedBackend,
    Resolve,
    system_connect,
    system_resolve,
)
from zhenglian.fetching.robots import ALL_ALLOWED, NOTHING_ALLOWED, RobotsRules, parse_robots
from zhenglian.fetching.robots import MAX_BYTES as ROBOTS_BYTES
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from collections.abc import Iterable

PRODUCT = "ZhenglianReader"  # the token that robots.txt may name
MAX_BYTES = 5 * 1024 * 1024
SECONDS = 20.0
HEAD_BYTES = 128 * 1024  # headers of all redirects, and what chunked transfer adds
MAX_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
HOST = re.compile(rb"[A-Za-z0-9._:-]+")  # names after IDNA, and addresses in digits
PORTS = {"http": 80, "https": 443}
HEAD_REFUSED = frozenset({400, 403, 404, 405, 501})  # seen from servers that answer GET with a page


@dataclass(frozen=True, slots=True)
class _Errand:
    method: str
    headers: Mapping[str, str]
    max_bytes: int
    budget: Budget
    heeds_robots: bool = False


class Fetcher:
    """One a process, shared by threads. `allow` names hosts (`host` or `host:port`) that may be private."""

    def __init__(
        self,
        *,
        resolve: Resolve = system_resolve,
        connect: Connect = system_connect,
        clock: Clock = SYSTEM,
        allow: frozenset[str] = frozenset(),
        contact: str = "",
        trust: ssl.SSLContext | None = None,
        manners: Manners | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._resolve, self._connect, self._monotonic = resolve, connect, monotonic
        self._allow = frozenset(name.lower() for name in allow)
        self._agent = f"{PRODUCT}/1 (+{contact})" if contact else f"{PRODUCT}/1"
        self._given_trust = trust
        self._manners = manners or Manners(clock)

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        return self._given_trust or httpx2.create_ssl_context(trust_env=False)

    def get(
        self,
        url: str,
        *,
        etag: str = "",
        last_modified: str = "",
        accept: str = "*/*",
        max_bytes: int = MAX_BYTES,
        seconds: float = SECONDS,
        heeds_robots: bool = False,
    ) -> Fetched:
        """The page, or that it is unchanged. Raises one of `errors`; the status is the caller's to judge.

        `max_bytes` bounds the unpacked body, `seconds` the whole errand: look-ups, redirects, waiting.
        """
        headers = {"Accept": accept, "Accept-Encoding": "gzip"}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        return self._run(
            url, _Errand("GET", headers, max_bytes, self._budget(seconds, max_bytes), heeds_robots)
        )

    def probe(self, url: str, *, seconds: float = SECONDS) -> int:
        """The status of a page, without its body: HEAD, or GET where HEAD is refused. Raises `errors`."""
        budget = self._budget(seconds, 0)
        headers = {"Accept": "*/*"}
        status = self._run(url, _Errand("HEAD", headers, 0, budget)).status
        if status in HEAD_REFUSED:
            return self._run(url, _Errand("GET", headers, 0, budget)).status
        return status

    def _budget(self, seconds: float, max_bytes: int) -> Budget:
        return Budget(self._monotonic() + seconds, 2 * max_bytes + HEAD_BYTES, self._monotonic)

    def _run(self, address: str, errand: _Errand) -> Fetched:
        url = _readable(address)
        for _hop in range(MAX_REDIRECTS + 1):
            self._check(url, errand)
            found = self._ask(url, errand)
            target = found.headers.get("location", "")
            if found.status not in REDIRECTS or not target:
                return found
            url = _joined(url, target)
        raise errors.TooManyRedirects

    def _check(self, url: httpx2.URL, errand: _Errand) -> None:
        if url.port is not None and not self._is_allowed(url):
            raise errors.PortNotAllowed
        if errand.heeds_robots and not self._rules_of(url, errand.budget).allow(url.raw_path.decode("ascii")):
            raise errors.RobotsRefused

    def _is_allowed(self, url: httpx2.URL) -> bool:
        """`host:port` must be named in full; `host` alone means the port that belongs to the scheme."""
        name = url.host.lower()
        return (f"{name}:{url.port}" if url.port is not None else name) in self._allow

    def _rules_of(self, url: httpx2.URL, budget: Budget) -> RobotsRules:
        """RFC 9309 2.3.1: 4xx allows everything, 5xx forbids everything; kept for a day."""
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        kept = self._manners.robots(origin)
        if kept is None:
            headers = {"Accept": "text/plain, */*", "Accept-Encoding": "gzip"}
            found = self._robots_file(f"{origin}/robots.txt", _Errand("GET", headers, ROBOTS_BYTES, budget))
            kept = _rules_from(found)
            self._manners.keep_robots(origin, kept)
        return kept

    def _robots_file(self, address: str, errand: _Errand) -> Fetched | None:
        try:
            return self._run(address, errand)
        except (errors.TooManyRedirects, errors.TooLarge):
            return None  # as if there were none (2.3.1.2); a longer file is no file of rules

    def _ask(self, url: httpx2.URL, errand: _Errand) -> Fetched:
        host = url.netloc.decode("ascii")
        with (
            self._manners.turn(host, seconds=errand.budget.seconds()),
            _told_plainly(),
            self._answer(url, errand) as answer,
        ):
            headers = _folded(answer.headers)
            wait = self._manners.note_pause(host, answer.status, headers.get("retry-after", ""))
            body = b""
            if errand.max_bytes and answer.status not in REDIRECTS:
                body = read_body(_chunks(answer), headers, errand.max_bytes)
            return Fetched(str(url), answer.status, headers, body, wait)

    @contextmanager
    def _answer(self, url: httpx2.URL, errand: _Errand) -> Iterator[httpcore2.Response]:
        """A connection of its own for one request: nothing of another host's is ever reused."""
        port = url.port or PORTS[url.scheme]
        origin = httpcore2.Origin(url.raw_scheme, url.raw_host, port)
        backend = GuardedBackend(
            errand.budget, resolve=self._resolve, connect=self._connect, is_trusted=self._is_allowed(url)
        )
        trust = self._trust if url.scheme == "https" else None
        headers = {"Host": url.netloc.decode("ascii"), "User-Agent": self._agent, "Connection": "close"}
        asked = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=port, target=url.raw_path)
        request = httpcore2.Request(errand.method, asked, headers=[*headers.items(), *errand.headers.items()])
        with httpcore2.HTTPConnection(origin, ssl_context=trust, network_backend=backend) as connection:
            yield connection.handle_request(request)


def _readable(address: str) -> httpx2.URL:
    try:
        url = httpx2.URL(address.strip())
    except (httpx2.InvalidURL, ValueError, TypeError) as reason:
        raise errors.SchemeNotAllowed from reason
    if url.scheme not in PORTS or url.userinfo or not HOST.fullmatch(url.raw_host):
        raise errors.SchemeNotAllowed
    return url


def _joined(url: httpx2.URL, target: str) -> httpx2.URL:
    try:
        return _readable(str(url.join(target)))
    except (httpx2.InvalidURL, ValueError) as reason:
        raise errors.SchemeNotAllowed from reason


def _rules_from(found: Fetched | None) -> RobotsRules:
    if found is None or HTTPStatus.BAD_REQUEST <= found.status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return ALL_ALLOWED
    return parse_robots(found.body, PRODUCT) if found.status == HTTPStatus.OK else NOTHING_ALLOWED


def _folded(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Names in lower case; of a header given twice, the last."""
    return {name.decode("latin-1").lower(): _spelled(value) for name, value in raw}


def _spelled(value: bytes) -> str:
    try:
        return value.decode("utf-8")  # seen in Location, though no standard permits it
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _chunks(answer: httpcore2.Response) -> Iterator[bytes]:
    yield from answer.iter_stream()


@contextmanager
def _told_plainly() -> Iterator[None]:
    """The client's exceptions in our words."""
    try:
        yield
    except httpcore2.TimeoutException as reason:
        raise errors.TooSlow from reason
    except (httpcore2.NetworkError, ssl.SSLError) as reason:
        if isinstance(reason.__cause__ or reason, ssl.SSLCertVerificationError):
            raise errors.CertificateInvalid from reason
        raise errors.NotReachable from reason
    except (httpcore2.ProtocolError, httpcore2.UnsupportedProtocol) as reason:
        raise errors.NotReachable from reason
