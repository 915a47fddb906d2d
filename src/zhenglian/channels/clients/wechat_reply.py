"""Writes passive replies for WeChat (wechat.md 1.5): every text in CDATA that nothing inside can end."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from zhenglian.channels.clients.push import Answer, Opened

MAX_TEXT_BYTES = 2048
MAX_ARTICLES = 8
MESSAGES = frozenset({"text", "image", "voice", "video", "shortvideo", "news", "location", "link"})
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_reply(opened: Opened, answer: Answer, now: float) -> str | None:
    """The reply to a push; None for a kind that says nothing."""
    body = _BODIES.get(answer.kind)
    if body is None:
        return None
    return (
        f"<xml><ToUserName>{cdata(opened.sender)}</ToUserName>"
        f"<FromUserName>{cdata(opened.recipient)}</FromUserName>"
        f"<CreateTime>{int(now)}</CreateTime>{body(answer, opened.kind)}</xml>"
    )


@lru_cache(4096)
def cdata(text: str) -> str:
    """Characters that XML 1.0 does not know are dropped."""
    return "<![CDATA[" + _ILLEGAL.sub("", text).replace("]]>", "]]]]><![CDATA[>") + "]]>"


@lru_cache(4096)
def shortened(text: str, limit: int = MAX_TEXT_BYTES) -> str:
    """At most `limit` bytes of UTF-8, never half a character."""
    return text.encode(errors="ignore")[:limit].decode(errors="ignore")


def _text(answer: Answer, _kind: str) -> str:
    content = cdata(shortened(answer.text))
    return f"<MsgType><![CDATA[text]]></MsgType><Content>{content}</Content>"


def _image(answer: Answer, _kind: str) -> str:
    media = cdata(answer.media_id)
    return f"<MsgType><![CDATA[image]]></MsgType><Image><MediaId>{media}</MediaId></Image>"


def _news(answer: Answer, kind: str) -> str:
    """One article in answer to a message, up to eight to an event."""
    articles = answer.articles[: 1 if kind in MESSAGES else MAX_ARTICLES]
    items = "".join(
        f"<item><Title>{cdata(each.title)}</Title><Description>{cdata(each.description)}</Description>"
        f"<PicUrl>{cdata(each.picture)}</PicUrl><Url>{cdata(each.url)}</Url></item>"
        for each in articles
    )
    return (
        f"<MsgType><![CDATA[news]]></MsgType><ArticleCount>{len(articles)}</ArticleCount>"
        f"<Articles>{items}</Articles>"
    )


def _transfer(_answer: Answer, _kind: str) -> str:
    return "<MsgType><![CDATA[transfer_customer_service]]></MsgType>"


_BODIES: dict[str, Callable[[Answer, str], str]] = {
    "text": _text,
    "image": _image,
    "news": _news,
    "transfer": _transfer,
}
