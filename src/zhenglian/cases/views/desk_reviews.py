"""The verdict on an answer: what was asked and done, the words that would leave, the flags, the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zhenglian.cases.actions.answers import approve_answer, return_answer
from zhenglian.cases.answer_seals import review_subject
from zhenglian.cases.forms.desk_reviewing import ApproveForm, ReturnForm, VerdictForm
from zhenglian.cases.selectors.desk_case import last_answer
from zhenglian.cases.selectors.flags import flags_of
from zhenglian.cases.views.desk_acting import case_or_404, reads_cases, staff_of
from zhenglian.kernel.access import requires
from zhenglian.kernel.errors import Conflict, NotAllowed, ZhenglianError
from zhenglian.reviews import api as reviews
from zhenglian.reviews.enums import ReturnReason, ReviewState

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from zhenglian.cases.models import Answer, Case
    from zhenglian.people.api import Staff


@requires(reads_cases)
@require_safe
def review(request: HttpRequest, number: str) -> HttpResponse:
    return _page(request, *_found(request, number))


@requires(reads_cases)
@require_POST
def review_approve(request: HttpRequest, number: str) -> HttpResponse:
    (_case, answer), form = _found(request, number), ApproveForm(request.POST)
    if form.is_valid():
        comment = form.cleaned_data["comment"]
        try:
            approve_answer(answer, comment=comment, seen=form.seen, actor=staff_of(request))
        except ZhenglianError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Approved."))
            return _onward()
    return _page(request, *_found(request, number), approve=form)


@requires(reads_cases)
@require_POST
def review_return(request: HttpRequest, number: str) -> HttpResponse:
    (_case, answer), form = _found(request, number), ReturnForm(request.POST)
    if form.is_valid():
        values = form.cleaned_data
        try:
            return_answer(
                answer,
                reason=ReturnReason(values["reason"]),
                comment=values["comment"],
                seen=form.seen,
                actor=staff_of(request),
            )
        except ZhenglianError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Returned to its author."))
            return _onward()
    return _page(request, *_found(request, number), back=form)


def _onward() -> HttpResponse:
    return redirect(reverse("cases:queue") + "?queue=review")


def _page(
    request: HttpRequest,
    case: Case,
    answer: Answer,
    *,
    approve: VerdictForm | None = None,
    back: VerdictForm | None = None,
) -> HttpResponse:
    found = reviews.current_review(review_subject(answer))
    seen = {} if found is None else {"round": found.pk, "level": found.level}
    is_open = found is not None and found.state == ReviewState.OPEN
    context = {
        "header_title": review_subject(answer).name,
        "breadcrumbs_items": [
            {"url": reverse("cases:queue"), "label": _("Handling of reports")},
            {"url": reverse("cases:case", args=[case.number]), "label": case.number},
            {"url": "", "label": _("Review")},
        ],
        "case": case,
        "answer": answer,
        "review": found if is_open else None,
        "flags": flags_of(answer),
        "followers": [each for each in case.followers.order_by("pk") if each.answer_words],
        "helping": list(case.co_handlings.filter(released_at=None).select_related("unit")),
        "evidence": list(case.evidence.select_related("photo").order_by("at")),
        "visits": list(case.visits.select_related("staff").order_by("at")),
        "decisions": list(reviews.decisions_of(review_subject(answer))),
        "obstacle": _obstacle(found, answer, staff_of(request)),
        "approve_form": approve or ApproveForm(initial=seen),
        "return_form": back or ReturnForm(initial=seen),
    }
    is_refused = bool((approve and approve.errors) or (back and back.errors))
    return render(request, "cases/desk/review.html", context, status=422 if is_refused else 200)


def _obstacle(found: reviews.Review | None, answer: Answer, staff: Staff) -> str:
    """Why this person cannot decide it now; empty when they can."""
    if found is None or found.state != ReviewState.OPEN:
        return _("This answer is not under review.")
    try:
        reviews.authority_to_decide(found, staff, contributors=list(answer.writers.all()))
    except (NotAllowed, Conflict) as refusal:
        return str(refusal)
    return ""


def _found(request: HttpRequest, number: str) -> tuple[Case, Answer]:
    """Raises Http404 outside the scope, and while nothing was submitted."""
    case = case_or_404(request, number)
    answer = last_answer(case)
    if answer is None or reviews.current_review(review_subject(answer)) is None:
        raise Http404
    return case, answer
