"""Writing to the citizen: sending, taking back, and what is done about a reply that is stuck."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from zhenglian.inbox.actions.merged_answers import answer_merged
from zhenglian.inbox.actions.replies import cancel_reply, change_reply, draft_reply, send_reply
from zhenglian.inbox.actions.retries import choose_way, note_called, retry_reply
from zhenglian.inbox.enums import AnswerWay, ReplyState
from zhenglian.inbox.forms.handling import BareForm, MatterForm
from zhenglian.inbox.forms.replies import CalledForm, ReplyForm, RevisedForm
from zhenglian.inbox.selectors.desk_matter import replies_seen_to
from zhenglian.inbox.views.desk_acting import LARGEST_ID, matter_or_404, reads_inbox, staff_of
from zhenglian.inbox.views.desk_page import choices_of, matter_page
from zhenglian.kernel.access import requires
from zhenglian.kernel.errors import ZhenglianError

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django_stubs_ext import StrOrPromise

    from zhenglian.inbox.models import Matter, Reply
    from zhenglian.people.api import Staff

SAID: dict[str, StrOrPromise] = {
    ReplyState.IN_REVIEW: _("The reply is with the reviewers; it leaves when they have approved it."),
    ReplyState.WAITING: _("The reply waits for the citizen; it stands on the receipt page."),
    ReplyState.QUEUED: _("The reply is on its way."),
    ReplyState.SENT: _("The reply stands on the receipt page."),
}


@dataclass(frozen=True, slots=True)
class ReplyAct:
    """`do(reply, form, staff)`, with what is said afterwards."""

    form: type[MatterForm]
    do: Callable[[Reply, Any, Staff], object]  # Any: the form
    done: StrOrPromise


@transaction.atomic
def _revise(reply: Reply, form: RevisedForm, staff: Staff) -> None:
    text = form.cleaned_data["text"]
    changed = change_reply(
        reply, text, is_answer=reply.is_answer, is_sensitive=reply.is_sensitive, actor=staff
    )
    if changed.state != ReplyState.IN_REVIEW:  # one in review starts again by itself
        send_reply(changed, actor=staff)


def _called(*, is_reached: bool) -> Callable[[Reply, CalledForm, Staff], object]:
    return lambda reply, form, staff: note_called(
        reply, form.cleaned_data["words"], is_reached=is_reached, actor=staff
    )


def _retry(*, is_there: bool | None) -> Callable[[Reply, BareForm, Staff], object]:
    return lambda reply, _form, staff: retry_reply(reply, is_there=is_there, actor=staff)


REPLY_ACTS: dict[str, ReplyAct] = {
    "cancel": ReplyAct(
        BareForm, lambda reply, _form, staff: cancel_reply(reply, actor=staff), _("The reply is taken back.")
    ),
    "revise": ReplyAct(RevisedForm, _revise, _("The reply is with the reviewers again.")),
    "retry": ReplyAct(BareForm, _retry(is_there=None), _("It is sent again.")),
    "arrived": ReplyAct(BareForm, _retry(is_there=True), _("Noted: it has arrived.")),
    "missing": ReplyAct(BareForm, _retry(is_there=False), _("It is sent again.")),
    "reached": ReplyAct(CalledForm, _called(is_reached=True), _("Noted: the citizen was told.")),
    "missed": ReplyAct(CalledForm, _called(is_reached=False), _("Noted: nobody was reached.")),
    "page_only": ReplyAct(
        BareForm,
        lambda reply, _form, staff: choose_way(reply, AnswerWay.WEB, actor=staff),
        _("It stands on the receipt page only."),
    ),
}


@requires(reads_inbox)
@require_POST
def reply(request: HttpRequest, matter_id: int) -> HttpResponse:
    """Drafted and sent in one step; a final answer to merged matters has a text for each."""
    matter, staff = matter_or_404(request, matter_id), staff_of(request)
    form = ReplyForm(request.POST, offered=choices_of(matter, staff), prefix="reply")
    if form.is_valid():
        try:
            sent = _send(matter, form, staff)
        except ZhenglianError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, str(SAID.get(sent.state, SAID[ReplyState.QUEUED])))
            return redirect(reverse("inbox:matter", args=[matter_id]) + "#timeline")
    return matter_page(request, matter_or_404(request, matter_id), failed={"reply": form})


@requires(reads_inbox)
@require_POST
def reply_act(request: HttpRequest, matter_id: int, reply_id: int, act: str) -> HttpResponse:
    """`act` one of `REPLY_ACTS`; the reply may be one to a matter that was merged into this one."""
    chosen = REPLY_ACTS.get(act)
    if chosen is None or reply_id > LARGEST_ID:
        raise Http404
    matter, staff = matter_or_404(request, matter_id), staff_of(request)
    found = get_object_or_404(replies_seen_to(matter), pk=reply_id)
    form = chosen.form(request.POST, offered=choices_of(matter, staff), prefix=f"reply{reply_id}")
    if form.is_valid():
        try:
            chosen.do(found, form, staff)
        except ZhenglianError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, str(chosen.done))
            return redirect(reverse("inbox:matter", args=[matter_id]) + "#timeline")
    return matter_page(request, matter_or_404(request, matter_id), failed={f"reply{reply_id}": form})


@transaction.atomic
def _send(matter: Matter, form: ReplyForm, staff: Staff) -> Reply:
    values = form.cleaned_data
    if values["is_answer"] and form.offered.merged:
        texts = form.texts(matter)
        replies = answer_merged(matter, texts, is_sensitive=values["is_sensitive"], actor=staff)
        return next(one for one in replies if one.matter_id == matter.pk)
    marks = {name: values[name] for name in ("is_answer", "is_sensitive")}
    return send_reply(draft_reply(matter, values["text"], **marks, actor=staff), actor=staff)
