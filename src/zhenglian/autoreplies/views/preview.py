"""The preview: what a citizen would get at a chosen time, and why the other rules are silent."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhenglian.autoreplies.book import Book, Said, Verdict
from zhenglian.autoreplies.buttons import keys_of
from zhenglian.autoreplies.forms import SAID_KINDS, SaidForm
from zhenglian.autoreplies.selectors import live_menu, live_rules, open_menu, rule_draft
from zhenglian.autoreplies.views.acting import account_or_404, heading
from zhenglian.autoreplies.wording import hours_text, verdict_sentence, waits_for
from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.kernel.clock import BEIJING, SYSTEM
from zhenglian.kernel.errors import ZhenglianError
from zhenglian.workdays.api import calendar

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from zhenglian.autoreplies.models import RuleSet


@requires(is_signed_in)
@require_safe
def preview(request: HttpRequest, account_id: int) -> HttpResponse:
    """`?kind=text&text=…&key=…&at=2026-11-23T18:30&of=draft|live`; nothing is sent or kept."""
    account = account_or_404(account_id)
    live, draft = live_rules(account), rule_draft(account)
    form = SaidForm(
        request.GET or None, initial={"at": SYSTEM.now().astimezone(BEIJING).replace(tzinfo=None)}
    )
    values = form.cleaned_data if form.is_valid() else {}
    chosen = live if values.get("of") == "live" or draft is None else draft
    menu = open_menu(account) or live_menu(account)
    context = {
        **heading(_("Preview"), account),
        "form": form,
        "chosen": chosen,
        "draft": draft,
        "live": live,
        "menu": menu.shape if menu else [],
        "keys": sorted(keys_of(menu.shape).items()) if menu else [],
    }
    if values and chosen is not None:
        context |= _answered(chosen, values)
    return render(request, "autoreplies/preview.html", context, status=422 if form.errors else 200)


def _answered(chosen: RuleSet, values: dict[str, Any]) -> dict[str, Any]:  # Any: form values, context
    kind = values["kind"] or "text"
    at = (values["at"] or SYSTEM.now()).astimezone(BEIJING)
    said = Said(kind, values["text"] if kind == "text" else "", values["key"])
    try:
        book = Book(chosen.pk, chosen.sheet, calendar())
    except ZhenglianError as refusal:
        return {"refusal": str(refusal)}
    return {"asked": _spoken(said), "said": said, "at": at, **_explained(book, said, at)}


def _explained(book: Book, said: Said, at: datetime) -> dict[str, Any]:  # Any: a context
    lines = book.explain(said, at)
    winner = next((rule for rule, verdict in lines if verdict == Verdict.ANSWERS), None)
    hours = book.sheet.hours
    return {
        "reply": book.answer(said, at),
        "lines": [
            (rule, waits_for(rule), verdict.value, verdict_sentence(rule, verdict, winner))
            for rule, verdict in lines
        ],
        "is_open": hours.is_open(at, book.calendar),
        "hours": "" if hours.is_empty else hours_text(book.sheet),
        "unknown_year": at.year if hours.is_unknown(at, book.calendar) else None,
    }


def _spoken(said: Said) -> str:
    """What stands in the citizen's bubble."""
    if said.kind == "text":
        return said.text
    labels = {kind: str(label) for kind, label in SAID_KINDS}
    return f"{labels[said.kind]} {said.key}".strip()
