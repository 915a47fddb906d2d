"""Out of the editor into the review: saving and submitting in one step, and the way to the review page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem

from zhenglian.kernel.errors import ZhenglianError
from zhenglian.newsroom.actions.submit_article import submit_article
from zhenglian.newsroom.errors import ChecksBlock
from zhenglian.newsroom.models import ArticleIndexPage, ArticlePage
from zhenglian.newsroom.selectors.drafts import subject_of
from zhenglian.reviews.api import current_review
from zhenglian.reviews.enums import ReviewState

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.models import Page

SUBMIT = "action-desk-submit"

# Any below: Wagtail's context dictionaries


class SubmitItem(ActionMenuItem):
    """Saves like `Save draft`; `submit_when_asked` does the rest after the save."""

    name = SUBMIT
    label = _("Save and submit for review")
    icon_name = "resubmit"

    def is_shown(self, context: dict[str, Any]) -> bool:
        if not super().is_shown(context) or context["view"] == "revisions_revert":
            return False
        if context["view"] == "create":
            return isinstance(context["parent_page"].specific, ArticleIndexPage)
        return isinstance(context.get("page"), ArticlePage) and not _is_in_review(context["page"])


class ReviewItem(ActionMenuItem):
    name = "action-desk-review"
    label = _("Review and release")
    icon_name = "clipboard-list"

    def is_shown(self, context: dict[str, Any]) -> bool:
        return context["view"] == "edit" and isinstance(context.get("page"), ArticlePage)

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("newsroom:article_review", args=[parent_context["page"].pk])


def submit_item() -> ActionMenuItem:
    return SubmitItem(order=20)


def review_item() -> ActionMenuItem:
    return ReviewItem(order=30)


def _is_in_review(article: ArticlePage) -> bool:
    review = current_review(subject_of(article))
    return review is not None and review.state == ReviewState.OPEN


def submit_when_asked(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hooks `after_create_page` and `after_edit_page`: submits what was just saved."""
    if SUBMIT not in request.POST or not isinstance(page, ArticlePage):
        return None
    staff: Any = request.user  # Any: the log-in model is Staff
    try:
        submit_article(page, actor=staff)
    except ZhenglianError as problem:
        messages.error(request, str(problem))
        if isinstance(problem, ChecksBlock):
            return redirect("newsroom:article_checks", page.pk)
        return redirect("wagtailadmin_pages:edit", page.pk)
    messages.success(request, _("Submitted for review."))
    return redirect("newsroom:article_review", page.pk)
