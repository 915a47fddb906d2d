"""Puts an article's payloads together: derived values, the editor's overrides, pictures, facts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhenglian.channels.api import (
    ASSET_SCHEME,
    ManualPayload,
    Payload,
    WebsitePayload,
    WeChatPayload,
    WeiboPayload,
    capabilities,
    digest_of,
)
from zhenglian.kernel.digests import sha256_hex
from zhenglian.newsroom.enums import OriginKind
from zhenglian.newsroom.renderings import website, wechat
from zhenglian.newsroom.renderings.body import parts_of
from zhenglian.newsroom.renderings.corrections import correction_payloads
from zhenglian.newsroom.renderings.facts import facts_of
from zhenglian.newsroom.renderings.manual import manual_pictures, manual_text
from zhenglian.newsroom.renderings.markup import clean_text
from zhenglian.newsroom.renderings.overrides import chosen, is_overridden
from zhenglian.newsroom.renderings.parts import Paragraph, Part
from zhenglian.newsroom.renderings.pictures import stored_content_picture, stored_wechat_cover
from zhenglian.newsroom.renderings.site import SiteAddress, our_site
from zhenglian.newsroom.renderings.texts import plain_text, short_names, short_title, whole_sentences
from zhenglian.newsroom.renderings.weibo import weibo_text

if TYPE_CHECKING:
    from zhenglian.newsroom.models import ArticlePage

ASSET = re.compile(f'src="{ASSET_SCHEME}([0-9a-f]{{64}})"')
# Printed on the platforms, so never in the language of whoever happens to be logged in.
SOURCE_LABELS = {OriginKind.ORIGINAL: "来源：", OriginKind.REPRINT: "来源：", OriginKind.COMPILED: "编译自："}


@dataclass(frozen=True, slots=True)
class Renderings:
    """What leaves for each platform. `derived` has the value of each override field without its override."""

    wechat: WeChatPayload
    weibo: WeiboPayload
    website: WebsitePayload
    manual: ManualPayload
    corrections: Mapping[str, Payload]  # by part; {} unless something published is being corrected
    facts: bytes
    derived: Mapping[str, str]

    @property
    def payloads(self) -> dict[str, Payload]:
        """By part of the manifest: one a platform, and what corrects older posts there."""
        main = (self.wechat, self.weibo, self.website, self.manual)
        return {payload.platform: payload for payload in main} | dict(self.corrections)

    @property
    def manifest(self) -> dict[str, str]:
        """{part: sha256 of its exact bytes}: what a review approves and a seal binds."""
        digests = {part: digest_of(payload) for part, payload in self.payloads.items()}
        return digests | {"facts": sha256_hex(self.facts)}


def render_article(article: ArticlePage, *, site: SiteAddress | None = None) -> Renderings:
    """Renders the instance as it is given (a draft: `article.get_latest_revision_as_object()`).

    Stores the pictures it names; reads no clock. Limits of a platform are kept where the article's own
    texts allow it; where they do not, `lint` says what must be written by hand.
    """
    site = site or our_site()
    url = site.article_url(article.slug)
    parts = parts_of(article.body, site)
    source = _source_line(article)
    derived = _derived(article, parts, url, source)
    cover = stored_content_picture(article.cover)
    wechat_payload = _wechat(article, derived, source, url, site)
    manual_payload = _manual(article, parts, url, source, cover.sha256 if cover else "")
    return Renderings(
        wechat=wechat_payload,
        weibo=WeiboPayload(
            text=chosen(article, "weibo_text", derived).replace("\r\n", "\n"),
            picture=cover.sha256 if cover else "",
        ),
        website=_website(article, parts, url, source, cover.sha256 if cover else ""),
        manual=manual_payload,
        corrections=correction_payloads(
            article.correction_note,
            title=article.title.strip(),
            wechat=wechat_payload,
            manual=manual_payload,
        ),
        facts=facts_of(article),
        derived=derived,
    )


def _derived(article: ArticlePage, parts: tuple[Part, ...], url: str, source: str) -> dict[str, str]:
    limits = capabilities("wechat")
    digest = _digest(article, parts, limits.digest_max or 0)
    return {
        "wechat_title": short_title(article.title.strip(), limits.title_max or 0),
        "wechat_author": _author(article, limits.author_max or 0),
        "wechat_digest": digest,
        "wechat_body": wechat.content_html(parts, subtitle=article.subtitle.strip(), source=source),
        "weibo_text": weibo_text(article.title.strip(), article.digest.strip() or digest, url),
    }


def _wechat(
    article: ArticlePage, derived: dict[str, str], source: str, url: str, site: SiteAddress
) -> WeChatPayload:
    content = derived["wechat_body"]
    if is_overridden(article, "wechat_body"):
        content = wechat.override_html(clean_text(article.wechat_body, site.base_url), source=source)
    cover = stored_wechat_cover(article.cover)
    return WeChatPayload(
        title=chosen(article, "wechat_title", derived),
        author=chosen(article, "wechat_author", derived),
        digest=chosen(article, "wechat_digest", derived),
        content_html=content,
        cover=cover.sha256 if cover else "",
        source_url=url,
        assets=_assets(content),
    )


def _website(
    article: ArticlePage, parts: tuple[Part, ...], url: str, source: str, cover: str
) -> WebsitePayload:
    body = website.body_html(parts)
    return WebsitePayload(
        url=url,
        title=article.title.strip(),
        subtitle=article.subtitle.strip(),
        digest=_digest(article, parts, capabilities("wechat").digest_max or 0),
        body_html=body,
        cover=cover,
        cover_alt=article.cover_alt.strip(),
        author=article.author_line.strip(),
        source=source,
        assets=_assets(body),
    )


def _manual(
    article: ArticlePage, parts: tuple[Part, ...], url: str, source: str, cover: str
) -> ManualPayload:
    return ManualPayload(
        title=article.title.strip(),
        text=manual_text(parts, subtitle=article.subtitle.strip(), source=source),
        link=url,
        cover=cover,
        assets=manual_pictures(parts),
    )


def _digest(article: ArticlePage, parts: tuple[Part, ...], limit: int) -> str:
    """What the editor wrote, else the first paragraph: whole sentences of it within `limit`."""
    written = " ".join(article.digest.split())
    first = next((plain_text(part.html) for part in parts if isinstance(part, Paragraph)), "")
    text = written or first
    return whole_sentences(text, lambda part: len(part) <= limit) or written


def _author(article: ArticlePage, limit: int) -> str:
    line = " ".join(article.author_line.split())
    if line or article.unit is None:
        return short_names(line, limit)
    unit = article.unit
    return next((name for name in (unit.name, unit.short_name) if 0 < len(name) <= limit), "")


def _source_line(article: ArticlePage) -> str:
    """来源：… as Chinese news pages print it; our own articles name the unit."""
    name = article.source_name.strip()
    if not name and article.origin_kind == OriginKind.ORIGINAL and article.unit is not None:
        name = article.unit.name
    return f"{SOURCE_LABELS[OriginKind(article.origin_kind)]}{name}" if name else ""


def _assets(markup: str) -> tuple[str, ...]:
    return tuple(ASSET.findall(markup))
