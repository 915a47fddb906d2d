"""What the preview pages show: three phones, as readers will see the article, and the findings beside.

Used by Wagtail's live preview panel (through `ArticlePage.serve_preview`) and by our own preview page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from zhenglian.accounts.api import active_accounts
from zhenglian.accounts.enums import Platform
from zhenglian.channels.api import ASSET_SCHEME, capabilities, weibo_length
from zhenglian.channels.shelf import with_asset_addresses
from zhenglian.newsroom.lint import ArticleFinding, lint_article
from zhenglian.newsroom.renderings import Renderings, render_article

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

    from zhenglian.newsroom.models import ArticlePage

PHONES, PAGE = "phones", "page"
MODES: list[tuple[str, StrOrPromise]] = [
    (PHONES, _("On three phones")),
    (Platform.WECHAT.value, _("WeChat")),
    (Platform.WEIBO.value, _("Weibo")),
    (Platform.WEBSITE.value, _("Website on a phone")),
    (PAGE, _("Website on a large screen")),
]
# WeChat keeps nothing but style attributes, so its preview needs them; no style element, no script.
PREVIEW_POLICY = {"style-src": ["'self'", "'unsafe-inline'"]}


@dataclass(frozen=True, slots=True)
class Counted:
    """A text's length beside its platform's limit, in the platform's way of counting."""

    label: StrOrPromise
    length: int
    limit: int

    @property
    def is_over(self) -> bool:
        return self.length > self.limit


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything that the templates need; HTML is clean and has addresses of our own pictures."""

    article: ArticlePage
    renderings: Renderings
    findings: list[ArticleFinding]
    wechat_html: SafeString
    wechat_cover: str
    weibo_words: str
    weibo_has_link: bool
    weibo_picture: str
    web_html: SafeString
    web_cover: str
    names: dict[str, str]
    host: str
    counts: dict[str, list[Counted]]

    @property
    def blocks(self) -> int:
        return sum(finding.blocks for finding in self.findings)

    @property
    def has_stale_overrides(self) -> bool:
        return any(finding.code == "override_stale" for finding in self.findings)


def preview_of(article: ArticlePage) -> Preview:
    renderings = render_article(article)
    wechat, weibo, website = renderings.wechat, renderings.weibo, renderings.website
    return Preview(
        article=article,
        renderings=renderings,
        findings=lint_article(article, renderings),
        wechat_html=_shown(wechat.content_html),
        wechat_cover=_address(wechat.cover),
        weibo_words=weibo.text.replace(website.url, "").strip(),
        weibo_has_link=website.url in weibo.text,
        weibo_picture=_address(weibo.picture),
        web_html=_shown(website.body_html),
        web_cover=_address(website.cover),
        names=_account_names(article),
        host=urlsplit(website.url).netloc,
        counts=_counts(renderings),
    )


def preview_response(article: ArticlePage, request: HttpRequest, mode: str) -> TemplateResponse:
    """The page for one of `MODES`; an unknown mode shows all three phones."""
    template = "newsroom/previews/web.html" if mode == PAGE else "newsroom/previews/phones.html"
    context = {
        "preview": preview_of(article),
        "is_panel": True,
        "only": mode if mode in Platform.values else "",
    }
    response = TemplateResponse(request, template, context)
    response._csp_update = PREVIEW_POLICY  # type: ignore[attr-defined]  # noqa: SLF001  django-csp's way in
    return response


def _shown(markup: str) -> SafeString:
    return mark_safe(with_asset_addresses(markup))  # noqa: S308  rendered by us from cleaned parts


def _address(sha256: str) -> str:
    return with_asset_addresses(f"{ASSET_SCHEME}{sha256}") if sha256 else ""


def _account_names(article: ArticlePage) -> dict[str, str]:
    """The accounts that the article will most likely go to: its unit's own, else any active one."""
    names: dict[str, str] = {}
    for platform in Platform.values:
        accounts: list[Any] = list(active_accounts(platform=platform))
        own = [account for account in accounts if account.unit_id == article.unit_id]
        found = (own or accounts)[:1]
        names[platform] = found[0].name if found else settings.SITE_NAME
    return names


def _counts(renderings: Renderings) -> dict[str, list[Counted]]:
    limits = capabilities(Platform.WECHAT)
    wechat = renderings.wechat
    return {
        "wechat": [
            Counted(_("title"), len(wechat.title), limits.title_max or 0),
            Counted(_("author"), len(wechat.author), limits.author_max or 0),
            Counted(_("digest"), len(wechat.digest), limits.digest_max or 0),
            Counted(_("text"), len(wechat.content_html), limits.text_max or 0),
        ],
        "weibo": [
            Counted(
                _("text"), weibo_length(renderings.weibo.text), capabilities(Platform.WEIBO).text_max or 0
            )
        ],
    }
