"""What the public site knows of its own: the list of published articles, the imprint, the generation.

The text of an article is not here: it is the payload that was delivered to the website (`channels`).
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.search import index
from wagtail.search.queryset import SearchableQuerySetMixin

from zhenglian.channels.shelf import web_copy
from zhenglian.newsroom.enums import Disclosure
from zhenglian.portal.texts import plain_text
from zhenglian.portal.words import words_to_index

TITLE_WEIGHT = 4  # a word of the title counts as often


class PublishedArticleQuerySet(SearchableQuerySetMixin, models.QuerySet["PublishedArticle"]):
    def shown(self) -> PublishedArticleQuerySet:
        """Not withdrawn, newest first."""
        return self.filter(withdrawn_at=None).select_related("column").order_by("-first_published_at", "-pk")


class PublishedArticle(index.Indexed, models.Model):
    """A line in the lists of the public site, written when the website has taken an article."""

    article = models.OneToOneField("newsroom.ArticlePage", models.CASCADE, related_name="+")
    column = models.ForeignKey("newsroom.Column", models.PROTECT, null=True, related_name="+")
    slug = models.SlugField(max_length=255, unique=True)
    url = models.URLField(max_length=500, unique=True)
    title = models.CharField(_("title"), max_length=255)
    digest = models.TextField(blank=True)
    cover = models.CharField(max_length=64, blank=True)  # sha256 of the asset
    cover_alt = models.CharField(max_length=200, blank=True)
    is_key = models.BooleanField(default=False)
    disclosure = models.CharField(max_length=14, choices=Disclosure.choices, default=Disclosure.PROACTIVE)
    first_published_at = models.DateTimeField(db_index=True)
    updated_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PublishedArticleQuerySet.as_manager()
    search_auto_update = False  # `actions` index at once; Wagtail's own way waits for a job
    search_fields = [index.SearchField("words"), index.FilterField("withdrawn_at")]

    class Meta:
        verbose_name = _("published article")
        verbose_name_plural = _("published articles")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/news/{self.slug}/"

    def words(self) -> str:
        """What search finds it by: the words of the text that readers see."""
        copy = web_copy(self.url)
        if copy is None or self.withdrawn_at is not None:
            return ""
        payload = copy.payload
        heads = [payload.title] * TITLE_WEIGHT + [payload.subtitle, payload.digest, payload.author]
        return words_to_index("\n".join([*heads, plain_text(payload.body_html)]))


@register_setting(icon="site", order=100)
class Imprint(BaseGenericSetting):
    """The footer of a government page (publishing-formats.md 5.5). One row; empty fields are left out."""

    organiser = models.CharField(_("organiser"), max_length=120, blank=True)
    undertaker = models.CharField(_("carried out by"), max_length=120, blank=True)
    site_code = models.CharField(_("government website code"), max_length=20, blank=True)
    icp_record = models.CharField(_("ICP record number"), max_length=60, blank=True)
    police_record = models.CharField(_("public security record number"), max_length=60, blank=True)
    address = models.CharField(_("postal address"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail for corrections"), blank=True)
    error_report_url = models.URLField(_("address of the error report page"), max_length=500, blank=True)
    description = models.CharField(_("what this website is"), max_length=200, blank=True)
    keywords = models.CharField(_("keywords"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("imprint of the website")


class PageGeneration(models.Model):
    """One row that grows with every change of a public page, so that other machines hear of it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    value = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.value)
