"""The centre's website, WeChat, Weibo and hand-posted accounts; credentials for the sandbox only."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from zhenglian.accounts.api import (
    Account,
    accounts,
    authorise_account,
    change_account,
    credentials_of,
    open_account,
    update_credentials,
)
from zhenglian.accounts.enums import Platform, WeChatKind
from zhenglian.cli.sample_office.units import SampleUnits
from zhenglian.kernel.clock import Clock

APP_ID = "wx7a1c5e9b3d2f4860"
WEIBO_UID = "5550012345"
WEIBO_APP_KEY = "3020012345"
AUTHORISED_FOR = timedelta(days=5 * 365)
# (platform, name, handle; the website's is its host)
ACCOUNTS: tuple[tuple[Platform, str, str], ...] = (
    (Platform.WEBSITE, "微言环保网（示例）", ""),
    (Platform.WECHAT, "微言环保（示例）", APP_ID),
    (Platform.WEIBO, "微言环保（示例）", WEIBO_UID),
    (Platform.MANUAL, "微言环保（示例）", "weiyanhuanbao"),
)
MANUAL_PLATFORM = "抖音"


def load_accounts(units: SampleUnits, *, site_url: str, clock: Clock) -> None:
    """Opens what is missing; lets website and Weibo's safe domain follow the site's address."""
    host = urlsplit(site_url).hostname or "localhost"
    for platform, name, handle in ACCOUNTS:
        account = accounts().filter(platform=platform, unit=units.centre).first()
        if account is None:
            account = open_account(
                platform,
                name=name,
                handle=handle or host,
                unit=units.centre,
                actor=None,
                clock=clock,
                wechat_kind=WeChatKind.SERVICE,
                manual_platform=MANUAL_PLATFORM if platform == Platform.MANUAL else "",
            )
            _give_credentials(account, host, clock)
        _follow(account, site_url, host, clock)


def sample_credentials(platform: Platform, host: str) -> dict[str, str]:
    """Made from a word, so that they are the same after every reset and secret to nobody."""
    if platform == Platform.WECHAT:
        return {
            "secret": _word("secret", 32),
            "gh_id": f"gh_{_word('gh_id', 12)}",
            "token": _word("token", 16),
            "aes_key": _word("aes_key", 43),
        }
    if platform == Platform.WEIBO:
        keys = {"app_key": WEIBO_APP_KEY, "app_secret": _word("app_secret", 32)}
        return {**keys, "safe_domain": host, "app_level": "advanced"}
    return {}


def _word(name: str, length: int) -> str:
    return hashlib.sha256(f"zhenglian sample office {name}".encode()).hexdigest()[:length]


def _give_credentials(account: Account, host: str, clock: Clock) -> None:
    credentials = sample_credentials(Platform(account.platform), host)
    if credentials:
        update_credentials(account, credentials, actor=None, clock=clock)
    if account.platform == Platform.WEIBO:
        token = {"access_token": f"2.00{_word('access_token', 28)}"}
        authorise_account(account, token, expires_at=clock.now() + AUTHORISED_FOR, actor=None, clock=clock)


def _homepage(platform: str, site_url: str) -> str:
    """The simulated platforms show their followers' side on the address of their interface."""
    return {
        Platform.WEBSITE.value: f"{site_url}/",
        Platform.WECHAT.value: f"{settings.WECHAT_API}/",
        Platform.WEIBO.value: f"{settings.WEIBO_API}/weibo/{WEIBO_UID}",
        Platform.MANUAL.value: "",
    }[platform]


def _follow(account: Account, site_url: str, host: str, clock: Clock) -> None:
    homepage = _homepage(account.platform, site_url)
    if account.homepage_url != homepage:
        change_account(account, **_kept(account), homepage_url=homepage, actor=None, clock=clock)
    if account.platform == Platform.WEIBO and credentials_of(account).get("safe_domain") != host:
        _give_credentials(account, host, clock)


def _kept(account: Account) -> dict[str, Any]:  # Any: columns of several types
    names = ("name", "unit", "api_base", "wechat_kind", "wechat_release", "opened_on")
    return {name: getattr(account, name) for name in names}
