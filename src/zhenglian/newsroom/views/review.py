"""The review page of an article and the verdicts given on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.kernel.errors import ZhenglianError
from zhenglian.newsroom.actions.approve_article import approve_article, return_article
from zhenglian.newsroom.actions.submit_article import submit_article, withdraw_article
from zhenglian.newsroom.errors import ChecksBlock
from zhenglian.newsroom.forms.review import ApproveForm, ReturnForm
from zhenglian.newsroom.selectors.drafts import draft_of, subject_of
from zhenglian.newsroom.views.acting import article_or_404, staff_of, succeeded
from zhenglian.newsroom.views.passages import passages_of
from zhenglian.newsroom.views.review_context import review_context
from zhenglian.reviews.api import reviews_on

if TYPE_CHECKING:
    from django.http import HttpRequest

    from zhenglian.newsroom.models import ArticlePage

TEMPLATE = "newsroom/desk/article_review.html"


@requires(is_signed_in)
@require_safe
def article_review(request: HttpRequest, article_id: int) -> HttpResponse:
    """Everything a reviewer needs in one place. Who may decide is asked by the actions again."""
    article = article_or_404(article_id)
    return _page(request, article)


def _page(request: HttpRequest, article: ArticlePage, **forms: Any) -> HttpResponse:  # Any: bound forms
    context = review_context(article, staff_of(request)) | {"header_title": _("Review")} | forms
    status = 422 if forms else 200
    return render(request, TEMPLATE, context, status=status)


@requires(is_signed_in)
@require_POST
def article_submit(request: HttpRequest, article_id: int) -> HttpResponse:
    article = article_or_404(article_id)
    try:
        submit_article(article, actor=staff_of(request))
    except ZhenglianError as problem:
        messages.error(request, str(problem))
        is_found = isinstance(problem, ChecksBlock)  # where it can be mended at once
        return redirect("newsroom:article_checks" if is_found else "newsroom:article_review", article_id)
    messages.success(request, _("Submitted for review."))
    return redirect("newsroom:article_review", article_id)


@requires(is_signed_in)
@require_POST
def article_withdraw(request: HttpRequest, article_id: int) -> HttpResponse:
    article = article_or_404(article_id)
    act = partial(withdraw_article, article, actor=staff_of(request))
    succeeded(request, act, _("Taken out of the review. It is a draft again."))
    return redirect("newsroom:article_review", article_id)


@requires(is_signed_in)
@require_POST
def article_approve(request: HttpRequest, article_id: int) -> HttpResponse:
    article = article_or_404(article_id)
    form = ApproveForm(request.POST, auto_id="approve_%s")
    if not form.is_valid():
        return _page(request, article, approve_form=form)
    act = partial(
        approve_article,
        article,
        actor=staff_of(request),
        comment=form.cleaned_data["comment"],
        seen=form.seen_of(reviews_on(subject_of(article))),
    )
    succeeded(request, act, _("Approved. Your decision is on record."))
    return redirect("newsroom:article_review", article_id)


@requires(is_signed_in)
@require_POST
def article_return(request: HttpRequest, article_id: int) -> HttpResponse:
    article = article_or_404(article_id)
    passages = passages_of(draft_of(article))
    form = ReturnForm(request.POST, auto_id="return_%s", passages=passages)
    if not form.is_valid():
        return _page(request, article, return_form=form)
    act = partial(
        return_article,
        article,
        reason=form.cleaned_data["reason"],
        comment=form.cleaned_data["comment"],
        remarks=form.remarks(),
        actor=staff_of(request),
        seen=form.seen_of(reviews_on(subject_of(article))),
    )
    succeeded(request, act, _("Returned to the editor with your remarks."))
    return redirect("newsroom:article_review", article_id)
