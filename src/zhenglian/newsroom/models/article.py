"""The article and the page that lists them. What leaves for a platform: `renderings/`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from zhenglian.kernel.ids import short_code
from zhenglian.newsroom.blocks import TEXT_FEATURES, BodyBlock
from zhenglian.newsroom.enums import ARTICLE, Disclosure, OriginKind
from zhenglian.newsroom.models.body_field import BodyField
from zhenglian.newsroom.models.panels import article_tabs
from zhenglian.newsroom.models.permissions import ArticlePermissions, IndexPermissions
from zhenglian.newsroom.previews import MODES, preview_response
from zhenglian.reviews import api as reviews
from zhenglian.reviews.enums import ReviewState

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django_stubs_ext import StrOrPromise

    from zhenglian.people.api import Staff

TITLE_MAX = 64
SLUG_LENGTH = 10
DISCLOSURE_DEMANDS = ("legal_ground", "disclosure_reason", "disclosure_approver", "disclosure_review_on")


class ArticleIndexPage(Page):
    """`/news/`: holds all articles; the lists that readers see are made by `portal`."""

    max_count = 1
    subpage_types = ["newsroom.ArticlePage"]
    promote_panels: list[Any] = []
    settings_panels: list[Any] = []
    preview_modes: list[tuple[str, str]] = []

    class Meta:
        verbose_name = _("articles")

    def permissions_for_user(self, user: Staff) -> IndexPermissions:
        return IndexPermissions(user, self)

    def serve(self, _request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        raise Http404


class ArticlePage(Page):
    """One article. `live` says that the website carries it; what it carries is the sealed payload."""

    slug: str  # Page's own column; Wagtail is untyped
    subtitle = models.CharField(_("subtitle"), max_length=120, blank=True)
    digest = models.TextField(
        _("digest"), max_length=300, blank=True, help_text=_("Empty: taken from the first paragraph.")
    )
    cover = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cover"),
    )
    cover_alt = models.CharField(_("alternative text of the cover"), max_length=200, blank=True)
    body = BodyField(BodyBlock(), blank=True, verbose_name=_("body"))

    column = models.ForeignKey(
        "newsroom.Column", models.PROTECT, null=True, related_name="articles", verbose_name=_("column")
    )
    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, null=True, related_name="+", verbose_name=_("unit")
    )
    is_key = models.BooleanField(_("key topic"), default=False)
    is_hot = models.BooleanField(_("hot topic"), default=False)
    is_difficult = models.BooleanField(_("difficult topic"), default=False)

    origin_kind = models.CharField(
        _("origin"), max_length=10, choices=OriginKind.choices, default=OriginKind.ORIGINAL
    )
    author_line = models.CharField(_("author"), max_length=60, blank=True)
    source_name = models.CharField(_("source"), max_length=120, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    source_published_on = models.DateField(_("published there on"), null=True, blank=True)

    disclosure = models.CharField(
        _("disclosure"), max_length=14, choices=Disclosure.choices, default=Disclosure.PROACTIVE
    )
    legal_ground = models.CharField(_("legal ground"), max_length=200, blank=True)
    disclosure_reason = models.TextField(_("reason"), blank=True)
    disclosure_approver = models.CharField(_("approved by"), max_length=60, blank=True)
    disclosure_review_on = models.DateField(_("review again on"), null=True, blank=True)

    correction_note = models.CharField(
        _("what was corrected"),
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text=_("Only when an earlier version is public: its readers are told. Reviewed and sealed."),
    )

    wechat_title = models.CharField(_("WeChat title"), max_length=64, blank=True)
    wechat_author = models.CharField(_("WeChat author"), max_length=32, blank=True)
    wechat_digest = models.TextField(_("WeChat digest"), max_length=240, blank=True)
    wechat_body = RichTextField(_("WeChat text"), features=[*TEXT_FEATURES, "h2", "h3"], blank=True)
    weibo_text = models.TextField(_("Weibo text"), max_length=1000, blank=True)
    # {override field: digest of the derived value that it replaced}: see renderings/overrides.py
    override_bases = models.JSONField(default=dict, editable=False)

    parent_page_types = ["newsroom.ArticleIndexPage"]
    subpage_types: list[str] = []
    edit_handler = article_tabs
    search_fields = [
        *Page.search_fields,
        index.SearchField("subtitle"),
        index.SearchField("digest"),
        index.FilterField("column_id"),
        index.FilterField("unit_id"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    @property
    def was_released(self) -> bool:
        """On any platform, not only on the website."""
        return bool(self.live or self.first_published_at or self._has_releases())

    @property
    def is_in_review(self) -> bool:
        newest = reviews.current_review(reviews.Subject(ARTICLE, str(self.pk), self.title))
        return newest is not None and newest.state == ReviewState.OPEN

    def _has_releases(self) -> bool:
        releases = getattr(self, "releases", None)
        return releases is not None and releases.exists()

    def permissions_for_user(self, user: Staff) -> ArticlePermissions:
        return ArticlePermissions(user, self)

    def serve(self, _request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The page's own fields are a draft. What readers get is answered by `portal`, from the seal."""
        raise Http404

    @property
    def preview_modes(self) -> list[tuple[str, StrOrPromise]]:
        return MODES

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return preview_response(self, request, mode_name)

    def clean(self) -> None:
        super().clean()
        problems = {
            **_title_problems(self.title),
            **_disclosure_problems(self),
            **_origin_problems(self),
        }
        if problems:
            raise ValidationError(problems)

    def ensure_slug(self) -> None:
        """A random address: a title may still change, the address may not (and needs no pinyin)."""
        if not self.slug:
            self.slug = short_code(SLUG_LENGTH).lower()

    def _set_core_field_defaults(self) -> None:
        self.ensure_slug()
        super()._set_core_field_defaults()


def _title_problems(title: str) -> dict[str, Any]:
    if len(title) <= TITLE_MAX:
        return {}
    return {
        "title": _("At most %(max)d characters; these are %(now)d.") % {"max": TITLE_MAX, "now": len(title)}
    }


def _disclosure_problems(article: ArticlePage) -> dict[str, Any]:
    """Regulation on government information disclosure, art. 13-18 (inspection.md 4)."""
    if article.disclosure == Disclosure.PROACTIVE:
        return {}
    missing = [field for field in DISCLOSURE_DEMANDS if not getattr(article, field)]
    return {field: _("Demanded when an article is not open.") for field in missing}


def _origin_problems(article: ArticlePage) -> dict[str, Any]:
    if article.origin_kind == OriginKind.REPRINT and not article.source_name:
        return {"source_name": _("A reprint names its source.")}
    return {}
