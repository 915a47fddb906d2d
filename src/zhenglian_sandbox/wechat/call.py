"""One call to the WeChat API as its handlers see it: who asks, with what, in which world."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.responses import Response

from zhenglian_sandbox.accounts import WechatAccount
from zhenglian_sandbox.payloads import Json
from zhenglian_sandbox.world import World

from .errors import WechatRefusal

PAGE_LIMIT = 20
# A backslash-u escape whose backslash is not itself escaped.
UNICODE_ESCAPE = re.compile(r"(?<!\\)((?:\\\\)*)\\u")


@dataclass(frozen=True)
class Upload:
    """The multipart part named `media`."""

    filename: str
    content: bytes


@dataclass(frozen=True)
class Call:
    """A call whose token, quota and permission have been checked. `base_url` has no slash."""

    world: World
    account: WechatAccount
    base_url: str
    query: dict[str, str] = field(default_factory=dict)
    body: Json = field(default_factory=dict)
    upload: Upload | None = None

    def text(self, name: str) -> str:
        """A body field as text; empty when it is absent."""
        value = self.body.get(name)
        return "" if value is None else str(value)

    def number(self, name: str, default: int) -> int:
        """A body field as an integer. 47001 when it is none."""
        return as_number(self.body.get(name, default))


Handler = Callable[[Call], Json | Response]


def as_number(value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        raise WechatRefusal(47001, f"not a number: {value}") from None


def parse_body(raw: bytes) -> Json:
    """A JSON object. As on the platform, backslash-u escapes stay literal instead of decoding."""
    if not raw.strip():
        raise WechatRefusal(44002)
    try:
        text = UNICODE_ESCAPE.sub(r"\1\\\\u", raw.decode("utf-8"))
        body = json.loads(text)
    except ValueError:
        raise WechatRefusal(47001) from None
    if not isinstance(body, dict):
        raise WechatRefusal(47001)
    return body


def page_bounds(call: Call) -> tuple[int, int]:
    """Offset and count (1 to 20) of the listing interfaces."""
    offset, count = call.number("offset", 0), call.number("count", 20)
    if offset < 0 or not 1 <= count <= PAGE_LIMIT:
        raise WechatRefusal(40035)
    return offset, count
