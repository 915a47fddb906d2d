"""What corrects an older post where none can be edited: 【更正】, what was corrected, the way to our page.

Part of the manifest, so reviewers see it and the seal binds it. Pure.
"""

from __future__ import annotations

from dataclasses import replace

from zhenglian.channels.api import (
    ManualPayload,
    Payload,
    WeChatPayload,
    WeiboPayload,
    capabilities,
    correction_part,
    weibo_length,
)
from zhenglian.newsroom.renderings.markup import tag, words
from zhenglian.newsroom.renderings.texts import short_title, whole_sentences
from zhenglian.newsroom.renderings.wechat import FRAME, TEXT_STYLES
from zhenglian.newsroom.renderings.weibo import MARGIN, without_topics

MARK = "【更正】"


def correction_payloads(
    note: str, *, title: str, wechat: WeChatPayload, manual: ManualPayload
) -> dict[str, Payload]:
    """By part of the manifest; {} without a note."""
    note = " ".join(note.split())
    if not note:
        return {}
    found: tuple[Payload, ...] = (
        _wechat(note, title, wechat),
        _weibo(note, title, manual.link),
        _manual(note, title, manual),
    )
    return {correction_part(payload.platform): payload for payload in found}


def correction_sentence(note: str, title: str) -> str:
    return f"我们此前发布的《{title}》有误，更正如下：{note}"


def _wechat(note: str, title: str, wechat: WeChatPayload) -> WeChatPayload:
    limit = (capabilities("wechat").title_max or 0) - len(MARK)
    heading = f"{MARK}{short_title(title, limit)[:limit]}"
    lines = (f"{MARK}{correction_sentence(note, title)}", "更正后的全文请点击文末“阅读原文”，在网页上查看。")
    paragraphs = "".join(tag("p", words(line), style=TEXT_STYLES["p"]) for line in lines)
    digest = whole_sentences(note, lambda part: len(part) <= (capabilities("wechat").digest_max or 0))
    return replace(
        wechat, title=heading, digest=digest, content_html=tag("section", paragraphs, style=FRAME), assets=()
    )


def _weibo(note: str, title: str, url: str) -> WeiboPayload:
    """The note must stay whole; the title gives way to it where both do not fit."""
    limit = (capabilities("weibo").text_max or 0) - MARGIN
    full = without_topics(f"{MARK}{correction_sentence(note, title)}")
    if weibo_length(f"{full} {url}") > limit:
        full = without_topics(f"{MARK}{note}")
    return WeiboPayload(text=f"{full} {url}", picture="")


def _manual(note: str, title: str, manual: ManualPayload) -> ManualPayload:
    text = f"{MARK}{correction_sentence(note, title)}\n\n更正后的全文请见网页。"
    return replace(manual, title=f"{MARK}{title}", text=text, cover="", assets=())
