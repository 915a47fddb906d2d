"""Articles by stage, and the review desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.newsroom.enums import Stage
from zhenglian.newsroom.selectors.lists import articles_under_review, counts_by_stage, latest_articles
from zhenglian.newsroom.views.acting import staff_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PAGE_SIZE = 25
TONES = {
    Stage.IN_REVIEW: "wait",
    Stage.RETURNED: "bad",
    Stage.APPROVED: "good",
    Stage.EMERGENCY: "bad",
    Stage.FAILED: "bad",
    Stage.PUBLISHED: "good",
    Stage.WITHDRAWN: "bad",
}


@requires(is_signed_in)
@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    """`?stage=` narrows to one stage, `?q=` to words in the title."""
    words = request.GET.get("q", "").strip()
    listed = latest_articles(words)
    wanted = request.GET.get("stage", "")
    shown = [row for row in listed if row.stage.stage == wanted] if wanted in Stage.values else listed
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("p"))
    context = {
        "header_title": _("Articles"),
        "header_icon": "doc-full-inverse",
        "breadcrumbs_items": [{"url": "", "label": _("Articles")}],
        "page_rows": page,
        "tabs": [(stage, count) for stage, count in counts_by_stage(listed).items()],
        "total": len(listed),
        "wanted": wanted,
        "words": words,
        "tones": {str(stage): tone for stage, tone in TONES.items()},
    }
    return render(request, "newsroom/desk/article_list.html", context)


@requires(is_signed_in)
@require_safe
def review_list(request: HttpRequest) -> HttpResponse:
    context = {
        "header_title": _("Review desk"),
        "header_icon": "clipboard-list",
        "breadcrumbs_items": [{"url": "", "label": _("Review desk")}],
        "found": articles_under_review(staff_of(request)),
    }
    return render(request, "newsroom/desk/review_list.html", context)
