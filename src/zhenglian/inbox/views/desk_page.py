"""The matter page as a whole: what `desk_matter` shows, and what a refused form comes back on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhenglian.clocks.api import class_labels, due_words, runs_of
from zhenglian.inbox.actions.due_times import SUBJECT_KIND
from zhenglian.inbox.desk_words import channel, clock_lines, who
from zhenglian.inbox.enums import AnswerWay, ReplyState
from zhenglian.inbox.forms.handling import MatterForm
from zhenglian.inbox.forms.replies import CalledForm, ReplyForm, RevisedForm
from zhenglian.inbox.handlers import whereabouts
from zhenglian.inbox.receipt_codes import spaced
from zhenglian.inbox.reply_words import reply_trouble
from zhenglian.inbox.rules import can_see_to, can_write, lead_of
from zhenglian.inbox.selectors.desk_choices import Choices
from zhenglian.inbox.selectors.desk_matter import (
    MOST,
    SHOWN,
    merged_into_this,
    messages_of,
    other_matters,
    replies_seen_to,
    typed_by,
    unsent_replies,
)
from zhenglian.inbox.selectors.duplicates import candidates
from zhenglian.inbox.selectors.templates import templates_for
from zhenglian.inbox.selectors.windows import window_of
from zhenglian.inbox.views.desk_acting import staff_of
from zhenglian.inbox.views.desk_acts_table import ACTS
from zhenglian.inbox.views.desk_offers import offers
from zhenglian.inbox.views.desk_timeline import TONES, entries_of
from zhenglian.inbox.views.desk_windows import window_line
from zhenglian.inbox.whole_person import can_see_whole
from zhenglian.kernel.clock import SYSTEM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from zhenglian.inbox.models import Matter, Reply, ReplyTemplate
    from zhenglian.people.api import Staff

Context = dict[str, Any]  # Any: a template's context
Failed = dict[str, MatterForm]


def choices_of(matter: Matter, staff: Staff) -> Choices:
    return Choices(matter, staff, [(one, _alike_label(one)) for one in candidates(matter, staff=staff)])


def _alike_label(matter: Matter) -> str:
    parts = (spaced(matter.code), who(matter.conversation.identity), matter.summary or _("(no words)"))
    return " · ".join(parts)


def matter_page(request: HttpRequest, matter: Matter, *, failed: Failed | None = None) -> HttpResponse:
    """The whole page; 422 when a form is sent back with it."""
    context = _context(request, matter, failed or {})
    return render(request, "inbox/desk/matter.html", context, status=422 if failed else 200)


def live_part(request: HttpRequest, matter: Matter) -> HttpResponse:
    """What changes while the page is open, without frame and forms."""
    return render(request, "inbox/desk/_matter_live.html", _shown(request, matter))


def _context(request: HttpRequest, matter: Matter, failed: Failed) -> Context:
    staff = staff_of(request)
    shown = _shown(request, matter)
    offered = choices_of(matter, staff)
    names = offers(matter, staff=staff, run=shown["run"], offered=offered, now=shown["now"])
    mine, _others = typed_by(matter, staff=staff, now=shown["now"])
    forms: dict[str, MatterForm] = {
        name: act.form(offered=offered, prefix=name, initial=_initial(name, matter))
        for name, act in ACTS.items()
        if name in names
    }
    templates = templates_for(matter) if "reply" in names else []
    if "reply" in names:
        initial = {"text": mine or _picked(request, templates)}
        forms["reply"] = ReplyForm(offered=offered, prefix="reply", initial=initial)
    forms.update({name: form for name, form in failed.items() if name in forms or name in ACTS})
    return {
        **shown,
        "header_title": shown["citizen"],
        "breadcrumbs_items": [
            {"url": reverse("inbox:queue"), "label": _("Letters")},
            {"url": "", "label": shown["code"]},
        ],
        "forms": forms,
        "failed": next(iter(failed), ""),
        "templates": templates,
        "stuck": _stuck(matter, offered, failed, staff),
        "merged": merged_into_this(matter),
        "others": other_matters(matter, staff=staff),
        "may_see_whole": can_see_whole(staff, matter.conversation.identity.person),
    }


def _shown(request: HttpRequest, matter: Matter) -> Context:
    """What the live part needs; the page needs it, too."""
    staff, now = staff_of(request), SYSTEM.now()
    citizen = who(matter.conversation.identity)
    messages, has_older = messages_of(matter, most=MOST if "all" in request.GET else SHOWN)
    _mine, typing = typed_by(matter, staff=staff, now=now)
    run = runs_of(SUBJECT_KIND, [matter.pk]).get(str(matter.pk))
    return {
        "matter": matter,
        "code": spaced(matter.code),
        "citizen": citizen,
        "channel": channel(matter.conversation),
        "class_label": class_labels().get(matter.class_key, matter.class_key),
        "clocks": clock_lines(matter, now),
        "run": run,
        "due": due_words(matter.answer_due_at) if matter.answer_due_at else "",
        "window": window_line(window_of(matter.conversation, now), matter, now),
        "entries": entries_of(messages, matter_id=matter.pk, citizen=citizen),
        "last_id": max((message.pk for message in messages), default=0),
        "has_older": has_older,
        "drafts": [_draft(reply, matter) for reply in unsent_replies(matter)],
        "typing": typing,
        "handed": whereabouts(matter, staff),
        "is_mine": lead_of(matter).assignee_id == staff.pk,
        "may_see_to": can_see_to(staff, matter),
        "now": now,
    }


def _stuck(matter: Matter, offered: Choices, failed: Failed, staff: Staff) -> list[Context]:
    """Replies that wait for the officer: returned, to be told by telephone, or refused just now.

    `code` is set for those to a matter that was merged into this one.
    """
    found = []
    for reply in replies_seen_to(matter):
        form = failed.get(f"reply{reply.pk}") or _next_form(reply, offered)
        if form is not None and (form.is_bound or can_write(staff, reply.matter)):
            code, trouble = _code_of_part(reply, matter), reply_trouble(reply)
            found.append({"reply": reply, "form": form, "trouble": trouble, "code": code})
    return found


def _next_form(reply: Reply, offered: Choices) -> MatterForm | None:
    key = f"reply{reply.pk}"
    if reply.state in {ReplyState.RETURNED, ReplyState.IN_REVIEW}:
        return RevisedForm(offered=offered, prefix=key, initial={"text": reply.text})
    if reply.state == ReplyState.WAITING and reply.way == AnswerWay.PHONE:
        return CalledForm(offered=offered, prefix=key)
    return None


def _draft(reply: Reply, matter: Matter) -> Context:
    return {
        "reply": reply,
        "tone": TONES.get(ReplyState(reply.state), ""),
        "trouble": reply_trouble(reply),
        "code": _code_of_part(reply, matter),
    }


def _code_of_part(reply: Reply, matter: Matter) -> str:
    """Empty for a reply to this very matter."""
    return "" if reply.matter_id == matter.pk else spaced(reply.matter.code)


def _initial(name: str, matter: Matter) -> Mapping[str, object]:
    if name == "classify":
        return {"class_key": matter.class_key}
    if name == "split":
        return {"summary1": matter.summary, "class1": matter.class_key}
    return {}


def _picked(request: HttpRequest, templates: list[tuple[ReplyTemplate, str]]) -> str:
    """The text of the template that was chosen without a script (`?template=`)."""
    wanted = request.GET.get("template", "")
    return next((text for one, text in templates if str(one.pk) == wanted), "")
