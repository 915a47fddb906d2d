"""The sandbox process and an account on it, as the channels' own tests have them."""

from __future__ import annotations

from tests.channels.conftest import sandbox, sandbox_clock, wechat_account, weibo_account

__all__ = ["sandbox", "sandbox_clock", "wechat_account", "weibo_account"]
