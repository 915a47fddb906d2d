"""WeChat's rules for an article (wechat.md 4.1 and 4.2)."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from zhenglian.channels.clients.capabilities import WECHAT
from zhenglian.channels.lint.findings import Finding, Pictures, picture_findings, too_long
from zhenglian.channels.lint.html import HtmlFacts, html_facts
from zhenglian.channels.payloads import ASSET_SCHEME, WeChatPayload

PART = WECHAT.platform


def wechat_findings(payload: WeChatPayload, pictures: Pictures) -> list[Finding]:
    facts = html_facts(payload.content_html)
    return [
        *_heading(payload),
        *_cover(payload, pictures),
        *_content(payload, facts),
        *_pictures(facts, pictures),
        *_links(payload, facts),
    ]


def _heading(payload: WeChatPayload) -> Iterator[Finding]:
    if not payload.title.strip():
        yield Finding(
            PART, "title_empty", _("title"), _("The title is empty."), _("Write a title."), blocks=True
        )
    yield from too_long(PART, "title_long", _("title"), payload.title, WECHAT.title_max)
    yield from too_long(PART, "author_long", _("author"), payload.author, WECHAT.author_max)
    yield from too_long(PART, "digest_long", _("digest"), payload.digest, WECHAT.digest_max)
    if not payload.digest.strip():
        yield Finding(
            PART,
            "digest_empty",
            _("digest"),
            _("Without a digest WeChat shows the first 54 characters of the text."),
            _("Write a digest."),
            blocks=False,
        )


def _cover(payload: WeChatPayload, pictures: Pictures) -> Iterator[Finding]:
    place = _("cover")
    if not payload.cover:
        yield Finding(
            PART,
            "cover_missing",
            place,
            _("A WeChat article needs a cover."),
            _("Choose a cover picture."),
            blocks=True,
        )
        return
    cover = pictures.get(payload.cover)
    yield from picture_findings(PART, place, cover, WECHAT.cover_mimes, WECHAT.cover_max_bytes)


def _content(payload: WeChatPayload, facts: HtmlFacts) -> Iterator[Finding]:
    place = _("text")
    if not "".join(facts.text).strip() and not facts.pictures:
        yield Finding(PART, "text_empty", place, _("The text is empty."), _("Write the text."), blocks=True)
    yield from too_long(PART, "text_long", place, payload.content_html, WECHAT.text_max)
    if WECHAT.text_max_bytes is not None and len(payload.content_html.encode()) > WECHAT.text_max_bytes:
        yield Finding(
            PART,
            "text_heavy",
            place,
            _("The text with its formatting exceeds 1 MB."),
            _("Shorten the text."),
            blocks=True,
        )
    if facts.active:
        yield Finding(
            PART,
            "active_content",
            place,
            _("WeChat removes this from the text: %(names)s.") % {"names": ", ".join(facts.active[:5])},
            _("Remove it."),
            blocks=True,
        )


def _pictures(facts: HtmlFacts, pictures: Pictures) -> Iterator[Finding]:
    for number, source in enumerate(facts.pictures, start=1):
        place = _("picture %(number)s") % {"number": number}
        if not source.startswith(ASSET_SCHEME):
            yield Finding(
                PART,
                "picture_foreign",
                place,
                _("WeChat removes pictures that lie on other servers."),
                _("Upload the picture to the picture library."),
                blocks=True,
            )
            continue
        picture = pictures.get(source.removeprefix(ASSET_SCHEME))
        yield from picture_findings(PART, place, picture, WECHAT.picture_mimes, WECHAT.picture_max_bytes)
        if number in facts.without_alt:
            yield Finding(
                PART,
                "alt_missing",
                place,
                _("The picture has no text alternative."),
                _("Describe the picture in one sentence."),
                blocks=False,
            )


def _links(payload: WeChatPayload, facts: HtmlFacts) -> Iterator[Finding]:
    source = payload.source_url
    if source and (
        not source.startswith(("http://", "https://")) or len(source.encode()) > WECHAT.link_max_bytes
    ):
        yield Finding(
            PART,
            "source_url",
            _("link to the original"),
            _("The address is longer than 1 KB or not a web address."),
            _("Use a shorter http(s) address."),
            blocks=True,
        )
    foreign = [link for link in facts.links if not link.startswith("https://mp.weixin.qq.com/")]
    if foreign:
        yield Finding(
            PART,
            "links_dead",
            _("text"),
            _("Links to other websites do not work inside a WeChat article: %(link)s")
            % {"link": foreign[0][:80]},
            _("Name the address in words, or rely on «read the original»."),
            blocks=False,
        )
