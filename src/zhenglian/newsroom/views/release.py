"""The release page: accounts, time, correction note; what was released and how it fares."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.kernel.errors import ZhenglianError
from zhenglian.newsroom.actions.cancel_release import cancel_release
from zhenglian.newsroom.actions.release_article import approved_seal, release_article
from zhenglian.newsroom.actions.withdraw_release import withdraw_release
from zhenglian.newsroom.errors import NotApproved
from zhenglian.newsroom.forms.release import ReasonForm, ReleaseForm, WithdrawalForm
from zhenglian.newsroom.forms.shortages import mark_shortages
from zhenglian.newsroom.models import Release
from zhenglian.newsroom.rules import can_release
from zhenglian.newsroom.selectors.drafts import draft_of
from zhenglian.newsroom.selectors.older_copies import undecided_copies
from zhenglian.newsroom.selectors.quota_lines import quota_lines
from zhenglian.newsroom.selectors.release_page import Despatch, despatches_of, release_views, usable_accounts
from zhenglian.newsroom.selectors.releases import (
    is_public,
    last_withdrawal,
    published_places,
    requested_emergency,
)
from zhenglian.newsroom.selectors.stages import article_stage
from zhenglian.newsroom.views.acting import article_or_404, put_refusal, staff_of, succeeded
from zhenglian.newsroom.views.headings import breadcrumbs
from zhenglian.newsroom.views.lists import TONES

if TYPE_CHECKING:
    from django.http import HttpRequest

    from zhenglian.newsroom.models import ArticlePage
    from zhenglian.reviews.api import Seal

TEMPLATE = "newsroom/desk/article_release.html"


@requires(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def article_release(request: HttpRequest, article_id: int) -> HttpResponse:
    """Everybody on the staff may look; the action refuses whoever may not release."""
    article = article_or_404(article_id)
    seal, obstacle = _seal(article)
    form = _form(request, article, seal)
    if request.method == "POST" and form.is_valid() and _released(request, article, form):
        return redirect("newsroom:article_release", article_id)
    quotas = {"quotas": quota_lines(form.offered, at=_planned(form))}
    context = _context(request, article, obstacle) | {"form": form} | quotas
    return render(request, TEMPLATE, context, status=422 if form.is_bound else 200)


def _seal(article: ArticlePage) -> tuple[Seal | None, str]:
    """The seal that a release would rest on, or the sentence that says why there is none."""
    try:
        return approved_seal(article), ""
    except NotApproved as reason:
        return None, str(reason)


def _form(request: HttpRequest, article: ArticlePage, seal: Seal | None) -> ReleaseForm:
    form = ReleaseForm(
        request.POST or None,
        accounts=usable_accounts(article, staff_of(request), seal=seal),
        copies=undecided_copies(article, seal.digest) if seal else (),
    )
    mark_shortages(form, quota_lines(form.offered))
    return form


def _planned(form: ReleaseForm) -> datetime | None:
    """The time that was asked for, also when the release to it was refused; None for now."""
    known = form.cleaned_data if form.is_bound else {}
    return form.moment if {"when", "due_at"} <= known.keys() else None


def _released(request: HttpRequest, article: ArticlePage, form: ReleaseForm) -> bool:
    """Whether it was; a refusal goes into the form."""
    try:
        release = release_article(
            article,
            account_ids=form.account_ids,
            due_at=form.moment,
            decisions=form.decisions,
            actor=staff_of(request),
        )
    except ZhenglianError as refusal:
        put_refusal(form, refusal)
        return False
    said = _("Scheduled. The countdown runs below.") if release.state == "scheduled" else _("Released.")
    messages.success(request, said)
    return True


def _context(request: HttpRequest, article: ArticlePage, obstacle: str) -> dict[str, Any]:  # Any: a context
    return {
        "header_title": _("Release"),
        "header_icon": "upload",
        "breadcrumbs_items": breadcrumbs(article, _("Release")),
        "article": article,
        "stage": article_stage(article),
        "tones": {str(stage): tone for stage, tone in TONES.items()},
        "obstacle": obstacle,
        "may_release": can_release(staff_of(request), article),
        "releases": release_views(article),
        "places": published_places(article),
        "requested": requested_emergency(article),
        "note": draft_of(article).correction_note,
        "is_public": is_public(article),
        "withdrawal": last_withdrawal(article),
        "taken_back": _taken_back(article),
    }


def _taken_back(article: ArticlePage) -> list[Despatch]:
    """How the newest withdrawal fares at each account."""
    withdrawal = last_withdrawal(article)
    return despatches_of(withdrawal.reference) if withdrawal else []


@requires(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def article_withdrawal(request: HttpRequest, article_id: int) -> HttpResponse:
    """Asks once more, with the reason that readers will see, before everything is taken back."""
    article = article_or_404(article_id)
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, staff = form.cleaned_data["reason"], staff_of(request)
        act = partial(withdraw_release, article, reason=reason, actor=staff)
        if succeeded(request, act, _("Withdrawn. What becomes of each copy stands below.")):
            return redirect("newsroom:article_release", article_id)
    context = {
        "header_title": _("Withdraw the article"),
        "header_icon": "warning",
        "breadcrumbs_items": breadcrumbs(article, _("Withdraw the article")),
        "article": article,
        "form": form,
        "places": published_places(article),
        "is_public": is_public(article),
        "may_release": can_release(staff_of(request), article),
    }
    status = 422 if form.is_bound else 200
    return render(request, "newsroom/desk/article_withdrawal.html", context, status=status)


@requires(is_signed_in)
@require_POST
def release_cancel(request: HttpRequest, release_id: int) -> HttpResponse:
    release = get_object_or_404(Release.objects.select_related("article"), pk=release_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please say why the release is cancelled."))
    else:
        act = partial(cancel_release, release, actor=staff_of(request), reason=form.cleaned_data["reason"])
        succeeded(request, act, _("Cancelled. The article stays approved."))
    return redirect("newsroom:article_release", release.article_id)
