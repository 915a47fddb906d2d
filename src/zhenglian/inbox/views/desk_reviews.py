"""Sensitive replies before the reviewers: the list, one reply with what was said before, the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zhenglian.inbox.actions.review_reply import approve_reply, return_reply
from zhenglian.inbox.forms.reviewing import ApproveForm, ReturnForm, VerdictForm
from zhenglian.inbox.models import Reply
from zhenglian.inbox.receipt_codes import spaced
from zhenglian.inbox.reply_seals import review_subject
from zhenglian.inbox.rules import can_read, may_enter
from zhenglian.inbox.selectors.reviewing import (
    may_read_review,
    replies_in_review,
    reviews_replies,
    said_in,
)
from zhenglian.inbox.views.desk_acting import LARGEST_ID, staff_of
from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.kernel.errors import Conflict, NotAllowed, ZhenglianError
from zhenglian.reviews import api as reviews
from zhenglian.reviews.enums import ReturnReason, ReviewState

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from zhenglian.people.api import Staff

ICON = "clipboard-list"


def reads_reviews(request: HttpRequest) -> bool:
    """Reviewers, duty officers and supervisors; each reply is asked for by itself."""
    staff = staff_of(request)
    return is_signed_in(request) and (reviews_replies(staff) or may_enter(staff))


@requires(reads_reviews)
@require_GET
def review_list(request: HttpRequest) -> HttpResponse:
    """What waits for this person's verdict first, the most urgent on top."""
    title = _("Replies to review")
    context = {
        "header_title": title,
        "header_icon": ICON,
        "breadcrumbs_items": [{"url": "", "label": title}],
        "found": replies_in_review(staff_of(request)),
        "may_enter": may_enter(staff_of(request)),
    }
    return render(request, "inbox/reviewing/list.html", context)


@requires(reads_reviews)
@require_GET
def review(request: HttpRequest, reply_id: int) -> HttpResponse:
    return _page(request, _reply(request, reply_id))


@requires(reads_reviews)
@require_POST
def review_approve(request: HttpRequest, reply_id: int) -> HttpResponse:
    reply, form = _reply(request, reply_id), ApproveForm(request.POST)
    if form.is_valid():
        comment = form.cleaned_data["comment"]
        try:
            approve_reply(reply, comment=comment, seen=form.seen, actor=staff_of(request))
        except ZhenglianError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Approved."))
            return redirect("inbox:review_list")
    return _page(request, _reply(request, reply_id), approve=form)


@requires(reads_reviews)
@require_POST
def review_return(request: HttpRequest, reply_id: int) -> HttpResponse:
    reply, form = _reply(request, reply_id), ReturnForm(request.POST)
    if form.is_valid():
        values = form.cleaned_data
        try:
            return_reply(
                reply,
                reason=ReturnReason(values["reason"]),
                comment=values["comment"],
                seen=form.seen,
                actor=staff_of(request),
            )
        except ZhenglianError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Returned to its author."))
            return redirect("inbox:review_list")
    return _page(request, _reply(request, reply_id), back=form)


def _page(
    request: HttpRequest, reply: Reply, *, approve: VerdictForm | None = None, back: VerdictForm | None = None
) -> HttpResponse:
    staff = staff_of(request)
    found = reviews.current_review(review_subject(reply))
    obstacle = _obstacle(found, reply, staff)
    seen = {} if found is None else {"round": found.pk, "level": found.level}
    context = {
        "header_title": review_subject(reply).name,
        "header_icon": ICON,
        "breadcrumbs_items": [
            {"url": reverse("inbox:review_list"), "label": _("Replies to review")},
            {"url": "", "label": spaced(reply.matter.code)},
        ],
        "reply": reply,
        "review": found if found is not None and found.state == ReviewState.OPEN else None,
        "said": said_in(reply),
        "decisions": list(reviews.decisions_of(review_subject(reply))),
        "obstacle": obstacle,
        "may_read_letter": can_read(staff, reply.matter.unit),
        "approve_form": approve or ApproveForm(initial=seen),
        "return_form": back or ReturnForm(initial=seen),
    }
    is_refused = bool((approve and approve.errors) or (back and back.errors))
    return render(request, "inbox/reviewing/reply.html", context, status=422 if is_refused else 200)


def _obstacle(found: reviews.Review | None, reply: Reply, staff: Staff) -> str:
    """Why this person cannot decide it now; empty when they can."""
    if found is None or found.state != ReviewState.OPEN:
        return _("This reply is not under review.")
    try:
        reviews.authority_to_decide(found, staff, contributors=list(reply.writers.all()))
    except (NotAllowed, Conflict) as refusal:
        return str(refusal)
    return ""


def _reply(request: HttpRequest, reply_id: int) -> Reply:
    """Raises Http404 for a reply that was never submitted, PermissionDenied for one of other teams."""
    rows = Reply.objects.select_related(
        "matter__unit", "matter__conversation", "matter__merged_into__unit", "author"
    )
    reply = rows.filter(pk=min(reply_id, LARGEST_ID)).first()
    if reply is None or reviews.current_review(review_subject(reply)) is None:
        raise Http404
    if not may_read_review(staff_of(request), reply):
        raise PermissionDenied
    return reply
