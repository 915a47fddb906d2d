"""One call to the Weibo API as its handlers see it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from zhenglian_sandbox.accounts import WeiboAccount
from zhenglian_sandbox.world import World

from .errors import WeiboRefusal

# Any: statuses/count answers a bare array, mss/msget a response with bytes, everything else an object.
Answer: TypeAlias = Any


@dataclass(frozen=True)
class WeiboCall:
    """A call whose token has been checked. `is_multipart` tells how the form was sent."""

    world: World
    account: WeiboAccount
    base_url: str
    token: str
    fields: dict[str, str] = field(default_factory=dict)
    pictures: list[bytes] = field(default_factory=list)
    is_multipart: bool = False

    def needed(self, name: str) -> str:
        """A field's text. 10016 when it is missing."""
        value = self.fields.get(name)
        if value is None:
            raise WeiboRefusal(10016, name)
        return value

    def number(self, name: str, default: int) -> int:
        """A field as a whole number that is not negative. 10017 when it is none."""
        value = self.fields.get(name, "")
        if not value:
            return default
        if not value.isdigit():
            raise WeiboRefusal(10017, name)
        return int(value)


WeiboHandler = Callable[[WeiboCall], Answer]
