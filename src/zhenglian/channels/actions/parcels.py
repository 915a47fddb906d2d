"""Packs a leased row for its client: payload, pictures, the account and its token; checks the seal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from zhenglian.accounts import api as accounts
from zhenglian.accounts.enums import Platform
from zhenglian.channels.actions.meters import AccountMeter, key_of
from zhenglian.channels.actions.tokens import GivenToken, RenewableToken
from zhenglian.channels.clients.base import (
    Parcel,
    Picture,
    RenderingDiffers,
    Sender,
    Standing,
    Tokens,
)
from zhenglian.channels.clients.transport import Http
from zhenglian.channels.models import Delivery
from zhenglian.channels.payloads import payload_from_bytes
from zhenglian.channels.selectors.payloads import asset, picture_bytes
from zhenglian.kernel.clock import Clock
from zhenglian.kernel.digests import sha256_hex
from zhenglian.reviews import api as reviews

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account

KNOWN_IDS = 50
STANDING_FACTS = ("publish_id", "msg_id")  # how a post got there decides how it is taken back


def break_of_seal(delivery: Delivery) -> str:
    """Why these bytes may not leave, as a key in `reasons.py`; empty when all is as approved.

    The frozen bytes, the row and the seal must name the same digest, and every picture must still be
    the one that its name says.
    """
    if delivery.is_withdrawal:  # no content leaves, and what is taken back is seldom still approved
        return ""
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
        sender=sender_for(delivery.account, http=http, clock=clock, key=key_of(delivery)),
        picture=stored_picture,
        known_ids=_known_ids(delivery),
        standing=_standing(delivery),
    )


def _standing(delivery: Delivery) -> Standing | None:
    undone = delivery.undoes
    if undone is None:
        return None
    facts = {key: value for key, value in undone.progress.items() if key in STANDING_FACTS}
    return Standing(undone.pk, undone.platform_id, undone.url, delivery.because, facts)


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


def sender_for(account: Account, *, http: Http, clock: Clock, key: str = "") -> Sender:
    """`key` names the post for the ledger of quotas; without it only calls are counted."""
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
        meter=AccountMeter(account, key=key, clock=clock),
    )
