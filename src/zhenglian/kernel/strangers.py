"""Forms of the public site without session or cookie: are they ours, from where, and how often.

In-app browsers drop cookies, so there is no token: a form is taken unless the browser says that it stood on
another site. There is no session whose rights could be abused.
"""

from __future__ import annotations

import hashlib
import hmac
import threading
from collections import OrderedDict
from contextlib import suppress
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest

FIRST_HALF_OF_IPV6 = 4  # a household has all addresses with the same first four groups
MOST_WRONG = 20
WRONG_WITHIN = timedelta(minutes=10)
MOST_PLACES = 10_000


def is_from_here(request: HttpRequest) -> bool:
    if request.headers.get("Sec-Fetch-Site", "same-origin") == "cross-site":
        return False
    origin = request.headers.get("Origin", "")
    return origin in ("", "null") or urlsplit(origin).netloc == request.get_host()


def network_of(request: HttpRequest) -> str:
    """The address, of IPv6 its first half. Personal data: only a keyed digest of it may be kept."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    with suppress(ValueError):  # a socket has no address
        found = ip_address(address.partition("%")[0])
        mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
        full = (mapped or found).exploded  # written short, the groups of zeros in it cannot be counted
        address = ":".join(full.split(":")[:FIRST_HALF_OF_IPV6])
    return address


def place_of(request: HttpRequest) -> str:
    """The keyed digest of where a request comes from: counted in memory, never kept as an address."""
    key = hashlib.sha256(settings.FIELD_KEY.encode()).digest()
    return hmac.digest(key, f"stranger {network_of(request)}".encode(), "sha256").hex()


class Attempts:
    """How often something was tried from one place (digest of an address): bounded, in this process's memory.

    At most `most` within `within`.
    """

    def __init__(self, most: int = MOST_WRONG, within: timedelta = WRONG_WITHIN) -> None:
        self.most, self.within = most, within
        self._lock = threading.Lock()
        self._noted: OrderedDict[str, list[datetime]] = OrderedDict()

    def are_too_many(self, place: str, *, now: datetime) -> bool:
        with self._lock:
            return len(self._recent(place, now)) >= self.most

    def note(self, place: str, *, now: datetime) -> None:
        with self._lock:
            self._noted[place] = [*self._recent(place, now), now][-self.most :]
            self._noted.move_to_end(place)
            while len(self._noted) > MOST_PLACES:
                self._noted.popitem(last=False)

    def forget(self) -> None:
        with self._lock:
            self._noted.clear()

    def _recent(self, place: str, now: datetime) -> list[datetime]:
        return [at for at in self._noted.get(place, ()) if at > now - self.within]
