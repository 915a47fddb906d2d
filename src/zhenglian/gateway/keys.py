"""What tells two cached pages apart, read from a request; None where the cache has no say.

A page is rendered from its key alone (`request_for`): nothing else in a request can colour what others get.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from zhenglian.gateway.protocol import Headers, Scope

# Kept in the address; each value is another page.
PARAMETERS = frozenset({"page"})
# Added by WeChat, Weibo and campaign links when a reader passes an address on; never read by us.
TRACKING = frozenset(
    {
        "from",
        "isappinstalled",
        "scene",
        "clicktime",
        "enterid",
        "sudaref",
        "display",
        "retcode",
        "share_token",
    }
)
PERSONAL_COOKIES = frozenset({"sessionid", "csrftoken"})
ELDER_COOKIE = "zl_mode"
LANGUAGE_COOKIE = "django_language"
MAX_QUERY_BYTES = 512

PRIVATE = ("/staff/", "/documents/", "/letters/")  # never kept, whatever the answer says
SAME_FOR_ALL = ("/static/", "/media/assets/")  # files named by their content, whoever asks
STANDARD = ("", "")  # neither elder mode nor another language


class PageKey(NamedTuple):
    host: bytes
    path: str
    query: bytes
    elder: str  # "elder" or ""
    language: str  # "en" or "" for Chinese


def read_key(scope: Scope, headers: dict[bytes, bytes]) -> PageKey | None:
    """None: the request is personal, or asks something that is not one of our cached pages."""
    host = headers.get(b"host")
    path = scope["path"]
    if host is None or path.startswith(PRIVATE) or len(headers) != len(scope["headers"]):
        return None  # repeated fields are too odd to judge here
    query = scope["query_string"]
    if query:
        query = kept_query(query)
        if query is None:
            return None
    cookie = headers.get(b"cookie")
    view = STANDARD if cookie is None or path.startswith(SAME_FOR_ALL) else kept_cookies(cookie)
    return None if view is None else PageKey(host, path, query, *view)


@lru_cache(1024)
def kept_query(query: bytes) -> bytes | None:
    """The parameters that make another page, in one order; None when an unknown one is there."""
    if len(query) > MAX_QUERY_BYTES:
        return None
    try:
        pairs = parse_qsl(query.decode("ascii"), keep_blank_values=True, max_num_fields=12)
    except ValueError:
        return None
    kept = []
    for name, value in pairs:
        if name in PARAMETERS:
            kept.append((name, value))
        elif name not in TRACKING and not name.startswith("utm_"):
            return None
    return urlencode(sorted(kept)).encode()


@lru_cache(1024)
def kept_cookies(cookie: bytes) -> tuple[str, str] | None:
    """(elder, language) as the cookies ask; None when they may belong to somebody who is logged in."""
    found = {}
    for pair in cookie.decode("latin1").split(";"):
        name, _, value = pair.partition("=")
        found[name.strip()] = value.strip()
    if not PERSONAL_COOKIES.isdisjoint(found):
        return None
    elder = "elder" if found.get(ELDER_COOKIE) == "elder" else ""
    return elder, "en" if found.get(LANGUAGE_COOKIE) == "en" else ""


def cookie_for(key: PageKey) -> bytes:
    """The reader's choices as one header value; empty without any."""
    pairs = ((ELDER_COOKIE, key.elder), (LANGUAGE_COOKIE, key.language))
    return "; ".join(f"{name}={value}" for name, value in pairs if value).encode()


def request_for(key: PageKey, scope: Scope) -> Scope:
    """The request that renders this page: GET, and no field that is not in the key."""
    headers: Headers = [(b"host", key.host)]
    cookie = cookie_for(key)
    if cookie:
        headers.append((b"cookie", cookie))
    return {
        **scope,
        "method": "GET",
        "query_string": key.query,
        "headers": headers,
        "client": ("127.0.0.1", 0),
    }


def accepts_gzip(headers: dict[bytes, bytes]) -> bool:
    """False where the field is absent."""
    accepted = headers.get(b"accept-encoding")
    return accepted is not None and _takes_gzip(accepted)


@lru_cache(256)
def _takes_gzip(accepted: bytes) -> bool:
    """RFC 9110, 12.5.3: named, and not with the weight 0."""
    for part in accepted.lower().split(b","):
        coding, _, weight = part.partition(b";")
        if coding.strip() == b"gzip":
            weight = weight.replace(b" ", b"")
            return not (weight.startswith(b"q=") and not weight[2:].strip(b"0."))
    return False
