"""Two versions of an article side by side: as text, and as each platform would show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.newsroom.selectors.versions import compare_versions
from zhenglian.newsroom.views.acting import article_or_404
from zhenglian.newsroom.views.headings import breadcrumbs
from zhenglian.newsroom.views.phones import PHONES

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.models import Revision

    from zhenglian.newsroom.models import ArticlePage

SHOWN_REVISIONS = 50


@requires(is_signed_in)
@require_safe
def article_compare(request: HttpRequest, article_id: int) -> HttpResponse:
    """`?old=&new=` are ids of revisions; without them the newest two."""
    article = article_or_404(article_id)
    revisions = list(article.revisions.select_related("user").order_by("-pk")[:SHOWN_REVISIONS])
    old, new = _chosen(request, article, revisions)
    context = {
        "header_title": _("Compare versions"),
        "header_icon": "history",
        "breadcrumbs_items": breadcrumbs(article, _("Compare versions")),
        "article": article,
        "revisions": revisions,
        "old": old,
        "new": new,
        "changes": compare_versions(article, old, new) if old and new else None,
        "phones": PHONES,
    }
    return render(request, "newsroom/desk/article_compare.html", context)


def _chosen(
    request: HttpRequest, article: ArticlePage, revisions: list[Revision]
) -> tuple[Revision | None, Revision | None]:
    newest = revisions[0] if revisions else None
    before = revisions[1] if len(revisions) > 1 else newest
    return _revision(request, article, "old") or before, _revision(request, article, "new") or newest


def _revision(request: HttpRequest, article: ArticlePage, name: str) -> Revision | None:
    key = request.GET.get(name, "")
    if not key:
        return None
    found = article.revisions.select_related("user").filter(pk=key).first() if key.isdigit() else None
    if found is None:
        raise Http404
    return found
