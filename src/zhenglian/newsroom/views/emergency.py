"""Emergency release: asking with a reason, and the page of the second person."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhenglian.accounts.api import accounts
from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.kernel.clock import SYSTEM
from zhenglian.kernel.errors import ZhenglianError
from zhenglian.newsroom.actions.emergency_release import (
    confirm_emergency_release,
    refuse_emergency_release,
    request_emergency_release,
)
from zhenglian.newsroom.forms.release import ConfirmEmergencyForm, EmergencyForm, RefuseEmergencyForm
from zhenglian.newsroom.forms.shortages import mark_shortages
from zhenglian.newsroom.models import Emergency
from zhenglian.newsroom.rules import can_release, check_second_person
from zhenglian.newsroom.selectors.drafts import contributors, draft_of
from zhenglian.newsroom.selectors.older_copies import undecided_copies
from zhenglian.newsroom.selectors.quota_lines import quota_lines
from zhenglian.newsroom.selectors.release_page import usable_accounts
from zhenglian.newsroom.selectors.versions import further_texts
from zhenglian.newsroom.views.acting import article_or_404, put_refusal, staff_of, succeeded
from zhenglian.newsroom.views.headings import breadcrumbs
from zhenglian.newsroom.views.phones import PHONES

if TYPE_CHECKING:
    from django.http import HttpRequest

    from zhenglian.newsroom.models import ArticlePage


@requires(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def article_emergency(request: HttpRequest, article_id: int) -> HttpResponse:
    """The request of a publisher. Nothing leaves before a second person confirms."""
    article = article_or_404(article_id)
    form = EmergencyForm(
        request.POST or None,
        accounts=usable_accounts(article, staff_of(request)),
        copies=undecided_copies(article, ""),
    )
    mark_shortages(form, quota_lines(form.offered))
    if request.method == "POST" and form.is_valid():
        emergency = _requested(request, article, form)
        if emergency is not None:
            messages.success(request, _("Requested. It goes out as soon as a second person confirms."))
            return redirect("newsroom:emergency_decide", emergency.pk)
    context = {
        "header_title": _("Emergency release"),
        "header_icon": "warning",
        "breadcrumbs_items": breadcrumbs(article, _("Emergency release")),
        "article": article,
        "draft": draft_of(article),
        "form": form,
        "hours": settings.EMERGENCY_HOURS,
        "may_release": can_release(staff_of(request), article),
    }
    status = 422 if form.is_bound else 200
    return render(request, "newsroom/desk/article_emergency.html", context, status=status)


def _requested(request: HttpRequest, article: ArticlePage, form: EmergencyForm) -> Emergency | None:
    try:
        return request_emergency_release(
            article,
            account_ids=form.account_ids,
            reason=form.cleaned_data["reason"],
            decisions=form.decisions,
            actor=staff_of(request),
        )
    except ZhenglianError as refusal:
        put_refusal(form, refusal)
        return None


@requires(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def emergency_decide(request: HttpRequest, emergency_id: int) -> HttpResponse:
    """The second person sees the reason and all renderings, and confirms or refuses."""
    found = Emergency.objects.select_related("article__unit", "requested_by", "confirmed_by")
    emergency = get_object_or_404(found, pk=emergency_id)
    confirm, refuse = _decision_forms(request)
    if request.method == "POST" and _decided(request, emergency, confirm, refuse):
        return redirect("newsroom:article_release", emergency.article_id)
    context = _decision_context(request, emergency) | {"confirm_form": confirm, "refuse_form": refuse}
    status = 422 if request.method == "POST" else 200
    return render(request, "newsroom/desk/emergency_decide.html", context, status=status)


def _decision_forms(request: HttpRequest) -> tuple[ConfirmEmergencyForm, RefuseEmergencyForm]:
    """Only the form that was sent is bound."""
    asked = request.POST.get("decision")
    return (
        ConfirmEmergencyForm(request.POST if asked == "confirm" else None, auto_id="confirm_%s"),
        RefuseEmergencyForm(request.POST if asked == "refuse" else None, auto_id="refuse_%s"),
    )


def _decided(
    request: HttpRequest, emergency: Emergency, confirm: ConfirmEmergencyForm, refuse: RefuseEmergencyForm
) -> bool:
    staff = staff_of(request)
    if confirm.is_bound and confirm.is_valid():
        act = partial(confirm_emergency_release, emergency, actor=staff)
        return succeeded(request, act, _("Confirmed. It goes out now; the review follows."))
    if refuse.is_bound and refuse.is_valid():
        reason = refuse.cleaned_data["reason"]
        no = partial(refuse_emergency_release, emergency, actor=staff, reason=reason)
        return succeeded(request, no, _("Refused. Nothing was released."))
    return False


def _decision_context(request: HttpRequest, emergency: Emergency) -> dict[str, Any]:  # Any: a context
    article = emergency.article
    return {
        "header_title": _("Confirm an emergency release"),
        "header_icon": "warning",
        "breadcrumbs_items": breadcrumbs(article, _("Confirm an emergency release")),
        "article": article,
        "draft": draft_of(article),
        "emergency": emergency,
        "is_waiting": emergency.state == "requested",
        "accounts": accounts().filter(pk__in=emergency.account_ids),
        "obstacle": _obstacle(request, emergency),
        "is_requester": emergency.requested_by_id == staff_of(request).pk,
        "phones": PHONES,
        "texts": further_texts(emergency.article),
        "hours": settings.EMERGENCY_HOURS,
    }


def _obstacle(request: HttpRequest, emergency: Emergency) -> str:
    article = emergency.article
    try:
        check_second_person(
            staff_of(request),
            emergency,
            unit=article.unit,
            contributors=contributors(article),
            clock=SYSTEM,
        )
    except ZhenglianError as reason:
        return str(reason)
    return ""
