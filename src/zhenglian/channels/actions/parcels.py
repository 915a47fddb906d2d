"""Packs a leased row for its client: payload, pictures, the account and its token; checks the seal."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from zhenglian.accounts import api as accounts
from zhenglian.accounts.enums import Platform
from zhenglian.channels.clients.base import (
    Parcel,
    Picture,
    PlatformFault,
    RenderingDiffers,
    Sender,
    Tokens,
)
from zhenglian.channels.clients.transport import Http
from zhenglian.channels.clients.wechat_api import fetch_token
from zhenglian.channels.enums import FailureClass
from zhenglian.channels.models import Delivery
from zhenglian.channels.payloads import payload_from_bytes
from zhenglian.channels.selectors.payloads import asset, picture_bytes
from zhenglian.kernel.clock import Clock
from zhenglian.kernel.digests import sha256_hex
from zhenglian.reviews import api as reviews

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account

RENEW_BEFORE = timedelta(seconds=300)  # wechat.md 3
KNOWN_IDS = 50


def break_of_seal(delivery: Delivery) -> str:
    """Why these bytes may not leave, as a key in `reasons.py`; empty when all is as approved.

    The frozen bytes, the row and the seal must name the same digest, and every picture must still be
    the one that its name says.
    """
    body = bytes(delivery.payload.body)
    sealed = reviews.sealed_digest(delivery.seal_id, delivery.part)
    if not sealed == delivery.payload_id == sha256_hex(body):
        return "seal_differs"
    names = payload_from_bytes(body).pictures
    return "" if all(picture_bytes(name) is not None for name in names) else "picture_differs"


def parcel_for(delivery: Delivery, *, http: Http, clock: Clock) -> Parcel:
    return Parcel(
        delivery_id=delivery.pk,
        client_id=delivery.client_id,
        digest=delivery.payload_id,
        payload=payload_from_bytes(bytes(delivery.payload.body)),
        sender=sender_for(delivery.account, http=http, clock=clock),
        picture=stored_picture,
        known_ids=_known_ids(delivery),
    )


def _known_ids(delivery: Delivery) -> frozenset[str]:
    rows = Delivery.objects.filter(account_id=delivery.account_id).exclude(pk=delivery.pk)
    newest = rows.exclude(platform_id="").order_by("-id").values_list("platform_id", flat=True)
    return frozenset(newest[:KNOWN_IDS])


def stored_picture(sha256: str) -> Picture:
    """Raises `RenderingDiffers` when the file is not what its name says: checked again when it leaves."""
    data = picture_bytes(sha256)
    if data is None:
        raise RenderingDiffers
    return Picture(sha256, asset(sha256).mime, data)


def sender_for(account: Account, *, http: Http, clock: Clock) -> Sender:
    bases = {Platform.WECHAT: settings.WECHAT_API, Platform.WEIBO: settings.WEIBO_API}
    base = (account.api_base or bases.get(Platform(account.platform), "")).rstrip("/")
    tokens: Tokens = GivenToken(account)
    if account.platform == Platform.WECHAT:
        tokens = RenewableToken(account, http, base, clock)
    return Sender(
        handle=account.handle,
        name=account.name,
        api_base=base,
        homepage=account.homepage_url,
        release=account.wechat_release,
        credentials=accounts.credentials_of(account),
        tokens=tokens,
    )


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
    """WeChat's stable token: fetched once for all processes, under the account's row lock."""

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
        token = accounts.refresh_token(self.account, seen=seen, fetch=lambda: self._fetch(seen))
        return token["access_token"]

    def _fetch(self, seen: dict[str, str]) -> tuple[dict[str, str], datetime]:
        """Forced only when the platform would hand out the refused token again (wechat.md 3)."""
        secret = accounts.credentials_of(self.account).get("secret", "")
        appid, refused = self.account.handle, seen.get("access_token")
        fresh = fetch_token(self.http, api_base=self.base, appid=appid, secret=secret, force=False)
        if fresh.value == refused and fresh.lifetime > RENEW_BEFORE:
            fresh = fetch_token(self.http, api_base=self.base, appid=appid, secret=secret, force=True)
        return {"access_token": fresh.value}, self.clock.now() + fresh.lifetime
