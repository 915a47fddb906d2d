"""One line a channel: all that the suite needs to know of an adapter. See docs/howto/add-a-channel.md."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.factories.channels import PAYLOADS
from zhenglian.accounts.enums import Platform
from zhenglian.channels.payloads import Payload


@dataclass(frozen=True)
class ChannelCase:
    """`account`: name of a fixture whose account can really be sent to. `field`: a text in its payload."""

    platform: Platform
    account: str
    field: str = "title"
    name: str = ""

    @property
    def payload(self) -> Callable[[], Payload]:
        return PAYLOADS[self.platform]

    def altered(self) -> Payload:
        """Not what was sealed, by one character."""
        sample = self.payload()
        return replace(sample, **{self.field: getattr(sample, self.field) + "改"})

    def __str__(self) -> str:
        return self.name or str(self.platform.value)


CASES = [
    ChannelCase(Platform.WEBSITE, "website_account"),
    ChannelCase(Platform.WECHAT, "wechat_account"),
    ChannelCase(Platform.WECHAT, "mass_account", name="wechat-mass"),
    ChannelCase(Platform.WEIBO, "weibo_account", field="text"),
    ChannelCase(Platform.WEIBO, "advanced_weibo_account", field="text", name="weibo-advanced"),
    ChannelCase(Platform.MANUAL, "manual_account"),
]
