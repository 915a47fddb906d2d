"""The editor's form of an article: fills in the writer's unit, and notes what an override replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.admin.forms import WagtailAdminPageForm

from zhenglian.newsroom.renderings import render_article
from zhenglian.newsroom.renderings.overrides import OVERRIDES, rebased
from zhenglian.people.api import units_of
from zhenglian.people.enums import REVIEWERS, Role

if TYPE_CHECKING:
    from zhenglian.newsroom.models import ArticlePage

WRITERS = (Role.EDITOR, *REVIEWERS)


class ArticleForm(WagtailAdminPageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and self.for_user is not None and "unit" in self.fields:
            self.initial.setdefault("unit", units_of(self.for_user, WRITERS).first())

    def save(self, commit: bool = True) -> ArticlePage:  # noqa: FBT001, FBT002  Django's signature
        written = [field for field in OVERRIDES if field in self.changed_data]
        article: ArticlePage = super().save(commit=False)
        article.ensure_slug()  # the Weibo text holds the address
        if written or article.override_bases:
            article.override_bases = rebased(article, render_article(article).derived, written)
        return super().save(commit=commit) if commit else article
