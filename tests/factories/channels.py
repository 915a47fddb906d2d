"""Payloads of each platform, pictures, seals and queued deliveries, as the newsroom would make them."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime

from PIL import Image

from tests.factories.accounts import AccountFactory
from zhenglian.accounts.enums import Platform
from zhenglian.channels.api import (
    ManualPayload,
    WebsitePayload,
    WeChatPayload,
    WeiboPayload,
    digest_of,
    freeze,
    queue_delivery,
    queue_withdrawal,
    store_asset,
)
from zhenglian.channels.models import CallbackEvent
from zhenglian.kernel.digests import canonical_json, sha256_hex
from zhenglian.reviews.enums import SealGround
from zhenglian.reviews.models import Seal

PAGE_URL = "https://www.example.test/news/heavy-rain/"


def picture_data(colour="navy", kind="JPEG", size=(40, 30)):
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, kind)
    return buffer.getvalue()


def stored_picture(colour="navy", kind="JPEG"):
    return store_asset(picture_data(colour, kind), f"image/{kind.lower()}").sha256


def wechat_payload(**changes):
    """With a cover and one picture in the text, both stored."""
    inside = changes.pop("inside", None) or stored_picture("green", "PNG")
    payload = WeChatPayload(
        title="关于暴雨红色预警的通告",
        author="市应急局",
        digest="请市民减少外出",
        content_html=f'<p style="margin:0">今晚有大雨 &amp; 大风。</p><img src="asset:{inside}" alt="云图">',
        cover=changes.pop("cover", None) or stored_picture("navy"),
        source_url=PAGE_URL,
        assets=(inside,),
    )
    return replace(payload, **changes)


def weibo_payload(**changes):
    payload = WeiboPayload(text=f"【暴雨红色预警】今晚有大雨，请市民减少外出。{PAGE_URL}", picture="")
    return replace(payload, **changes)


def website_payload(**changes):
    payload = WebsitePayload(
        url=PAGE_URL,
        title="关于暴雨红色预警的通告",
        subtitle="",
        digest="请市民减少外出",
        body_html="<p>今晚有大雨。</p>",
        cover="",
        cover_alt="",
        author="市应急局",
        source="来源：市应急局",
    )
    return replace(payload, **changes)


def manual_payload(**changes):
    """Title, two paragraphs, cover and one picture, as a person pastes them."""
    inside = changes.pop("inside", None) or stored_picture("green", "PNG")
    payload = ManualPayload(
        title="关于暴雨红色预警的通告",
        text="今晚有大雨 & 大风。\n\n〔图1〕云图",
        link=PAGE_URL,
        cover=changes.pop("cover", None) or stored_picture("navy"),
        assets=(inside,),
    )
    return replace(payload, **changes)


PAYLOADS = {
    Platform.WECHAT: wechat_payload,
    Platform.WEIBO: weibo_payload,
    Platform.WEBSITE: website_payload,
    Platform.MANUAL: manual_payload,
}


def seal_over(*payloads, at):
    """An unbroken seal over these payloads, as a finished review leaves it."""
    manifest = {payload.platform: digest_of(payload) for payload in payloads}
    return Seal.objects.create(
        subject_kind="newsroom.article",
        subject_id="1",
        ground=SealGround.REVIEW,
        manifest=manifest,
        digest=sha256_hex(canonical_json(manifest)),
        sealed_at=at,
    )


def withdrawal_of(delivery, *, clock, because="数字有误，正在核实", **changes):
    """A published row's withdrawal waiting in the ledger, due now."""
    return queue_withdrawal(
        delivery,
        reference=changes.pop("reference", "newsroom.withdrawal:1"),
        because=because,
        due_at=changes.pop("due_at", clock.now()),
        actor=changes.pop("actor", None),
        clock=clock,
        **changes,
    )


def queued(account=None, payload=None, *, clock, reference="newsroom.release:1", **changes):
    """A sealed payload waiting in the ledger for one account, due now."""
    account = account or AccountFactory(platform=payload.platform if payload else Platform.WEBSITE)
    payload = payload or PAYLOADS[Platform(account.platform)]()
    due_at: datetime = changes.pop("due_at", clock.now())
    return queue_delivery(
        account=account,
        seal=changes.pop("seal", None) or seal_over(payload, at=clock.now()),
        part=payload.platform,
        digest=freeze(payload, clock=clock),
        reference=reference,
        title=payload.title if hasattr(payload, "title") else payload.text[:20],
        due_at=due_at,
        actor=changes.pop("actor", None),
        clock=clock,
        **changes,
    )


def stored_push(account, body, key="k", *, kind, clock, **changes):
    """A push that the platform sent and nobody has looked at; known by its key when it comes again."""
    facts = {"kind": kind, "body": body, "received_at": clock.now(), **changes}
    return CallbackEvent.objects.get_or_create(account=account, key=key, defaults=facts)[0]
