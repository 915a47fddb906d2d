"""The two kinds of access token: one that a machine renews for all processes, one that a person renews."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from zhenglian.accounts import api as accounts
from zhenglian.accounts.errors import TokenNotFetched
from zhenglian.channels.clients.base import PlatformFault
from zhenglian.channels.clients.transport import Http
from zhenglian.channels.clients.wechat_api import fetch_token
from zhenglian.channels.enums import FailureClass
from zhenglian.kernel.clock import Clock

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account

RENEW_BEFORE = timedelta(seconds=300)  # wechat.md 3


class GivenToken:
    """Weibo's token, which only a person can renew on the authorisation page (weibo.md 2)."""

    def __init__(self, account: Account) -> None:
        self.account = account

    def current(self) -> str:
        token = accounts.token_of(self.account).get("access_token", "")
        if not token:
            raise PlatformFault(FailureClass.SETUP, "weibo_authorise")
        return token

    def renewed(self, seen: str) -> str:
        raise PlatformFault(FailureClass.SETUP, "weibo_authorise", text=f"{len(seen)} characters refused")


class RenewableToken:
    """WeChat's stable token: fetched once for all processes, under the account's token lease."""

    def __init__(self, account: Account, http: Http, base: str, clock: Clock) -> None:
        self.account, self.http, self.base, self.clock = account, http, base, clock

    def current(self) -> str:
        token = accounts.token_of(self.account)
        expiry = accounts.token_expiry(self.account)
        if token.get("access_token") and expiry and expiry - self.clock.now() > RENEW_BEFORE:
            return token["access_token"]
        return self._refresh(token)

    def renewed(self, seen: str) -> str:
        stored = accounts.token_of(self.account)
        if stored.get("access_token") and stored["access_token"] != seen:
            return stored["access_token"]
        return self._refresh(stored)

    def _refresh(self, seen: dict[str, str]) -> str:
        def fetch() -> tuple[dict[str, str], datetime]:
            try:
                return self._fetch(seen)
            except PlatformFault as fault:
                raise TokenNotFetched(facts_of(fault)) from fault

        try:
            token = accounts.refresh_token(self.account, seen=seen, fetch=fetch, clock=self.clock)
        except TokenNotFetched as failure:
            raise fault_of(failure.facts) from failure
        return token["access_token"]

    def _fetch(self, seen: dict[str, str]) -> tuple[dict[str, str], datetime]:
        """Forced only when the platform would hand out the refused token again (wechat.md 3)."""
        secret = accounts.credentials_of(self.account).get("secret", "")
        appid, refused = self.account.handle, seen.get("access_token")
        fresh = fetch_token(self.http, api_base=self.base, appid=appid, secret=secret, force=False)
        if fresh.value == refused and fresh.lifetime > RENEW_BEFORE:
            fresh = fetch_token(self.http, api_base=self.base, appid=appid, secret=secret, force=True)
        return {"access_token": fresh.value}, self.clock.now() + fresh.lifetime


def facts_of(fault: PlatformFault) -> dict[str, Any]:  # Any: JSON
    """What the other workers that want this token need to know of its failure."""
    return {
        "failure": str(fault.failure),
        "reason": fault.reason,
        "code": fault.code,
        "text": fault.text,
        "wait": fault.wait.total_seconds() if fault.wait is not None else None,
        "window": fault.window,
        "params": fault.params,
    }


def fault_of(facts: dict[str, Any]) -> PlatformFault:  # Any: JSON
    """Without facts nobody got an answer in time: worth another try later."""
    if not facts:
        return PlatformFault(FailureClass.RETRY, "busy", text="no token within the time to wait")
    wait = None if facts["wait"] is None else timedelta(seconds=facts["wait"])
    fault = PlatformFault(
        FailureClass(facts["failure"]),
        facts["reason"],
        code=facts["code"],
        text=facts["text"],
        wait=wait,
        window=facts["window"],
    )
    fault.params = facts["params"]
    return fault
