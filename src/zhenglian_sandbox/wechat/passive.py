"""Reading what an account's server answers to a push, by the rules of section 1.5.

An answer that breaks one of them shows the follower nothing but the platform's notice.
"""

import hmac
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass

from zhenglian_sandbox.accounts import WechatAccount
from zhenglian_sandbox.payloads import Json
from zhenglian_sandbox.world import World

from .crypto import decrypt, signature

TEXT_BYTES = 2048
ARTICLES = 8
TRANSFER = "transfer_customer_service"
# After one of these a reply may hold one article, otherwise eight.
ONE_ARTICLE_AFTER = frozenset({"text", "image", "voice", "video", "location", "link"})


class PassiveRefused(ValueError):
    """The answer is no valid passive reply; the text says why."""


@dataclass(frozen=True)
class Trigger:
    """The push that is being answered: who wrote and what kind of message or event it was."""

    openid: str
    kind: str


@dataclass(frozen=True)
class PassiveReply:
    """`kind`: text, image, voice, video, music, news or transfer_customer_service."""

    kind: str
    content: Json


def read_reply(world: World, account: WechatAccount, trigger: Trigger, answer: str) -> PassiveReply | None:
    """The reply inside an HTTP answer; None for `success` or nothing. PassiveRefused when it is wrong."""
    if answer.strip() in ("", "success"):
        return None
    root = _opened(account, _parsed(answer))
    if (_text(root, "ToUserName"), _text(root, "FromUserName")) != (trigger.openid, account.gh_id):
        raise PassiveRefused("ToUserName and FromUserName are not those of the push, swapped")
    if not _text(root, "CreateTime").isdigit():
        raise PassiveRefused("CreateTime is no number of seconds")
    kind = _text(root, "MsgType")
    if kind not in READERS:
        raise PassiveRefused(f"MsgType {kind or 'missing'}")
    return PassiveReply(kind, READERS[kind](_Reading(world, account, trigger, root)))


@dataclass(frozen=True)
class _Reading:
    world: World
    account: WechatAccount
    trigger: Trigger
    root: ET.Element


def _parsed(text: str) -> ET.Element:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise PassiveRefused("a document type")
    try:
        root = ET.fromstring(text)  # noqa: S314 - document types are refused above
    except ET.ParseError as error:
        raise PassiveRefused(f"no XML: {error}") from None
    if root.tag != "xml":
        raise PassiveRefused(f"<{root.tag}> instead of <xml>")
    return root


def _opened(account: WechatAccount, root: ET.Element) -> ET.Element:
    """The message itself. Safe mode wants a sealed one, plain mode an open one, between both is free."""
    sealed = _text(root, "Encrypt")
    if not sealed:
        if account.mode == "safe":
            raise PassiveRefused("not encrypted, though the account is in safe mode")
        return root
    if account.mode == "plain":
        raise PassiveRefused("encrypted, though the account is in plain mode")
    stamp = (_text(root, "TimeStamp"), _text(root, "Nonce"))
    if not hmac.compare_digest(_text(root, "MsgSignature"), signature(account.token, *stamp, sealed)):
        raise PassiveRefused("MsgSignature is wrong")
    try:
        return _parsed(decrypt(sealed, appid=account.appid, encoding_aes_key=account.aes_key))
    except (ValueError, IndexError) as error:
        raise PassiveRefused(f"cannot be decrypted: {error}") from None


def _text(element: ET.Element, path: str) -> str:
    return (element.findtext(path) or "").strip()


def _read_text(reading: _Reading) -> Json:
    content = reading.root.findtext("Content") or ""
    if not content.strip():
        raise PassiveRefused("Content is empty")
    if len(content.encode()) > TEXT_BYTES:
        raise PassiveRefused(f"Content has {len(content.encode())} bytes, {TEXT_BYTES} are allowed")
    return {"content": content}


def _read_media(reading: _Reading, name: str) -> Json:
    media_id = _text(reading.root, f"{name}/MediaId")
    found = reading.world.store.count(
        "SELECT count(*) FROM wechat_media WHERE id = ? AND appid = ? AND deleted = 0"
        " AND (expires_at IS NULL OR expires_at > ?)",
        media_id,
        reading.account.appid,
        reading.world.clock.now(),
    )
    if not found:
        raise PassiveRefused(f"{name}/MediaId is unknown or has expired")
    content: Json = {"media_id": media_id}
    for field in ("Title", "Description"):
        if text := _text(reading.root, f"{name}/{field}"):
            content[field.lower()] = text
    return content


def _read_music(reading: _Reading) -> Json:
    if not _text(reading.root, "Music/ThumbMediaId"):
        raise PassiveRefused("Music/ThumbMediaId is missing")
    names = ("Title", "Description", "MusicUrl")
    return {name.lower(): _text(reading.root, f"Music/{name}") for name in names}


def _read_news(reading: _Reading) -> Json:
    items = reading.root.findall("Articles/item")
    limit = 1 if reading.trigger.kind in ONE_ARTICLE_AFTER else ARTICLES
    if _text(reading.root, "ArticleCount") != str(len(items)) or not 1 <= len(items) <= limit:
        raise PassiveRefused(f"{len(items)} articles, ArticleCount must agree and be 1 to {limit}")
    articles = [
        {
            "title": _text(item, "Title"),
            "description": _text(item, "Description"),
            "picurl": _text(item, "PicUrl"),
            "url": _text(item, "Url"),
        }
        for item in items
    ]
    if not all(article["title"] for article in articles):
        raise PassiveRefused("an article without Title")
    return {"articles": articles}


def _read_transfer(reading: _Reading) -> Json:
    return {"kf_account": _text(reading.root, "TransInfo/KfAccount")}


READERS: dict[str, Callable[[_Reading], Json]] = {
    "text": _read_text,
    "image": lambda reading: _read_media(reading, "Image"),
    "voice": lambda reading: _read_media(reading, "Voice"),
    "video": lambda reading: _read_media(reading, "Video"),
    "music": _read_music,
    "news": _read_news,
    TRANSFER: _read_transfer,
}
