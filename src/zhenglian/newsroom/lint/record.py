"""Our own rules for everything beside the text: cover, unit, origin, disclosure, overrides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from zhenglian.newsroom.enums import Disclosure, OriginKind
from zhenglian.newsroom.lint.findings import CHOOSE_AGAIN, DESCRIBE, ArticleFinding, advice, own
from zhenglian.newsroom.renderings import Renderings
from zhenglian.newsroom.renderings.overrides import is_overridden, stale_overrides

if TYPE_CHECKING:
    from zhenglian.newsroom.models import ArticlePage


def cover_findings(article: ArticlePage, renderings: Renderings) -> Iterator[ArticleFinding]:
    place = _("cover")
    if article.cover is None:
        yield own(
            "cover_missing",
            "cover",
            place,
            _("The article has no cover; WeChat demands one."),
            _("Choose a cover picture."),
        )
        return
    if not renderings.wechat.cover:
        yield own("cover_unreadable", "cover", place, _("The cover's file cannot be read."), CHOOSE_AGAIN)
    if not article.cover_alt.strip():
        yield own("alt_missing", "cover_alt", place, _("The cover has no alternative text."), DESCRIBE)


def origin_findings(article: ArticlePage) -> Iterator[ArticleFinding]:
    if article.origin_kind == OriginKind.REPRINT and not article.source_name.strip():
        yield own(
            "source_missing",
            "source_name",
            _("origin"),
            _("A reprint must name its source."),
            _("Enter the source, or mark the article as original."),
        )
    if article.unit is None:
        yield own(
            "unit_missing",
            "unit",
            _("unit"),
            _("Nobody can review an article that belongs to no unit."),
            _("Choose the unit."),
        )
    if article.column is None:
        yield own(
            "column_missing",
            "column",
            _("column"),
            _("Readers will find the article in no column."),
            _("Choose a column."),
        )


def disclosure_findings(article: ArticlePage) -> Iterator[ArticleFinding]:
    """Regulation on government information disclosure, art. 13-18 (inspection.md 4)."""
    if article.disclosure != Disclosure.PROACTIVE:
        yield own(
            "not_open",
            "disclosure",
            _("disclosure"),
            _("The article is not open: %(class)s.") % {"class": article.get_disclosure_display()},
            _("It stays unpublished until its disclosure class is reviewed and changed to open."),
        )


def override_findings(article: ArticlePage, renderings: Renderings) -> Iterator[ArticleFinding]:
    for field in stale_overrides(article, renderings.derived):
        name = article._meta.get_field(field).verbose_name
        yield own(
            "override_stale",
            field,
            name,
            _("The article was changed after this was written by hand."),
            _("Adapt it, empty it, or confirm on the preview page that it still holds."),
        )
    shortened = renderings.derived["wechat_title"] != article.title.strip()
    if shortened and not is_overridden(article, "wechat_title"):
        yield advice(
            "title_shortened",
            "wechat_title",
            _("WeChat title"),
            _("The title is too long for WeChat and was shortened at a break: %(title)s")
            % {"title": renderings.wechat.title},
            _("Check whether it says enough, or write one for WeChat."),
        )
