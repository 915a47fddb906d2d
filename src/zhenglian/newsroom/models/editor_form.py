"""The editor's form of an article: fills in the writer's unit, and notes what an override replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.admin.forms import WagtailAdminPageForm

from zhenglian.newsroom.renderings import render_article
from zhenglian.newsroom.renderings.overrides import OVERRIDES, rebased
from zhenglian.people.api import Unit, units_of
from zhenglian.people.enums import REVIEWERS, Role

if TYPE_CHECKING:
    from zhenglian.newsroom.models import ArticlePage

WRITERS = (Role.EDITOR, *REVIEWERS)


class ArticleForm(WagtailAdminPageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user is not None and "unit" in self.fields:
            self._offer_units()

    def _offer_units(self) -> None:
        """Those that the person may write for; the first is taken for a new article."""
        own = units_of(self.for_user, WRITERS)
        if not self.for_user.is_superuser:
            kept = Unit.objects.filter(pk=self.instance.unit_id)
            self.fields["unit"].queryset = (own | kept).distinct()
        if self.instance.pk is None:
            self.initial["unit"] = self.initial.get("unit") or own.first()

    def save(self, commit: bool = True) -> ArticlePage:  # noqa: FBT001, FBT002  Django's signature
        written = [field for field in OVERRIDES if field in self.changed_data]
        article: ArticlePage = super().save(commit=False)
        article.ensure_slug()  # the Weibo text holds the address
        if written or article.override_bases:
            article.override_bases = rebased(article, render_article(article).derived, written)
        return super().save(commit=commit) if commit else article
