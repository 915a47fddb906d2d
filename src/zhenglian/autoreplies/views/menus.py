"""The menu of an account: as it looks, its buttons, publishing. Comparing and versions: `menu_versions`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhenglian.autoreplies.actions.drafting import NEW
from zhenglian.autoreplies.actions.menus import drop_menu_draft, move_button, put_button, remove_button
from zhenglian.autoreplies.buttons import (
    MOST_SUB,
    MOST_TOP,
    Button,
    Buttons,
    button_complaints,
    keys_of,
    menu_complaints,
    menu_hints,
)
from zhenglian.autoreplies.enums import Trigger
from zhenglian.autoreplies.forms import ButtonForm
from zhenglian.autoreplies.rules import can_edit
from zhenglian.autoreplies.selectors import live_menu, live_rules, open_menu, rule_draft, sighting_of
from zhenglian.autoreplies.views.acting import (
    account_or_404,
    heading,
    is_done,
    number_in,
    staff_of,
    succeeded,
)
from zhenglian.autoreplies.wording import button_action, failure_sentence, menu_differences
from zhenglian.kernel.access import is_signed_in, requires

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from zhenglian.accounts.api import Account
    from zhenglian.autoreplies.actions.menus import Path

Line = tuple[str, Button, str, bool, bool]  # path, button, what it does, is first, is last

LEVELS = 2  # of a menu


@requires(is_signed_in)
@require_safe
def menu(request: HttpRequest, account_id: int) -> HttpResponse:
    """The draft if there is one, else what is in use; beside it what the platform was last seen with."""
    account = account_or_404(account_id)
    live, draft = live_menu(account), open_menu(account)
    shown = draft or live
    buttons = shown.shape if shown else []
    sighting = sighting_of(account)
    context = {
        **heading(_("Menu"), account),
        "live": live,
        "draft": draft,
        "seen": draft.edit if draft else NEW,
        "menu": buttons,
        "rows": [(line, _below(buttons, number)) for number, line in enumerate(_lines(buttons, ()))],
        "may_add_top": len(buttons) < MOST_TOP,
        "most_sub": MOST_SUB,
        "complaints": menu_complaints(buttons, account.platform) if shown else [],
        "hints": menu_hints(buttons),
        "bare_keys": _keys_without_rule(account, buttons),
        "failure": failure_sentence(draft.failure) if draft else "",
        "sighting": sighting,
        "sighting_failure": failure_sentence(sighting.failure) if sighting else "",
        "differences": menu_differences(live.shape if live else [], sighting.buttons) if sighting else [],
        "may_edit": can_edit(staff_of(request), account) and not (draft and draft.is_unsettled),
        "may_compare": can_edit(staff_of(request), account),
    }
    return render(request, "autoreplies/menu.html", context)


@requires(is_signed_in)
@require_http_methods(["GET", "POST"])
def button_edit(request: HttpRequest, account_id: int, path: str) -> HttpResponse:
    """`path`: «0» the first of the bar, «0-2» the third below it; one after the last is a new one."""
    account, place = account_or_404(account_id), _path(path)
    shown = open_menu(account) or live_menu(account)
    buttons = shown.shape if shown else []
    button = _button_at(buttons, place) if place else None
    if place is None or (button is None and not _is_next(buttons, place)):
        messages.error(request, _("This button is no longer in the menu."))
        return redirect("autoreplies:menu", account_id)
    seen = shown.edit if shown and shown.is_draft else NEW
    form = ButtonForm(
        request.POST if request.method == "POST" else None,
        initial={**(button or {"type": request.GET.get("type", "")}), "seen": seen},
        platform=account.platform,
        is_top=len(place) == 1,
        is_parent=bool(button and button.get("sub_button")),
    )
    if form.is_valid() and _is_put(form, account, place, request):
        messages.success(
            request, _("The button is in the draft. Followers see it once the menu is published.")
        )
        return redirect("autoreplies:menu", account_id)
    title = _("Button: %(name)s") % {"name": button["name"]} if button else _("New button")
    context = {
        **heading(title, account, is_menu=True),
        "form": form,
        "keys": sorted(_rule_keys(account)),
        "may_edit": can_edit(staff_of(request), account),
    }
    return render(request, "autoreplies/button_edit.html", context, status=422 if form.errors else 200)


@requires(is_signed_in)
@require_POST
def button_move(request: HttpRequest, account_id: int, path: str) -> HttpResponse:
    account, place, step = account_or_404(account_id), _path(path), number_in(request, "step")
    seen, actor = number_in(request, "seen"), staff_of(request)
    if place:
        done = _("The order is changed.")
        succeeded(request, lambda: move_button(account, place, step, seen=seen, actor=actor), done)
    return redirect("autoreplies:menu", account_id)


@requires(is_signed_in)
@require_POST
def button_remove(request: HttpRequest, account_id: int, path: str) -> HttpResponse:
    account, place = account_or_404(account_id), _path(path)
    seen, actor = number_in(request, "seen"), staff_of(request)
    if place:
        done = _("The button is taken out of the draft.")
        succeeded(request, lambda: remove_button(account, place, seen=seen, actor=actor), done)
    return redirect("autoreplies:menu", account_id)


@requires(is_signed_in)
@require_POST
def menu_drop(request: HttpRequest, account_id: int) -> HttpResponse:
    account, seen, actor = account_or_404(account_id), number_in(request, "seen"), staff_of(request)
    done = _("The draft is thrown away.")
    succeeded(request, lambda: drop_menu_draft(account, seen=seen, actor=actor), done)
    return redirect("autoreplies:menu", account_id)


def _is_put(form: ButtonForm, account: Account, place: Path, request: HttpRequest) -> bool:
    """Limits are said at the form; a button of the bar may wait for those below it."""
    button = form.button()
    complaints = button_complaints(button, account.platform, is_top=len(place) == 1)
    is_waiting = len(place) == 1 and not button.get("type")
    if complaints and not (is_waiting and len(complaints) == 1):
        for complaint in complaints:
            form.add_error(None, complaint)
        return False
    seen, actor = form.cleaned_data["seen"], staff_of(request)
    return is_done(form, lambda: put_button(account, place, button, seen=seen, actor=actor))


def _lines(row: Buttons, above: Path) -> list[Line]:
    last = len(row) - 1
    return [
        (
            "-".join(str(step) for step in (*above, number)),
            button,
            button_action(button),
            number == 0,
            number == last,
        )
        for number, button in enumerate(row)
    ]


def _below(buttons: Buttons, number: int) -> list[Line]:
    return _lines(buttons[number].get("sub_button") or [], (number,))


def _path(text: str) -> Path | None:
    """None for what is no place in a menu."""
    parts = text.split("-")
    if len(parts) > LEVELS or not all(len(part) == 1 and part.isdecimal() for part in parts):
        return None
    return tuple(int(part) for part in parts)


def _button_at(buttons: Buttons, place: Path) -> Button | None:
    row: Buttons = buttons
    for number in place[:-1]:
        row = (row[number].get("sub_button") or []) if number < len(row) else []
    return row[place[-1]] if place[-1] < len(row) else None


def _is_next(buttons: Buttons, place: Path) -> bool:
    """Whether a new button may stand there."""
    if len(place) == 1:
        return place[0] == len(buttons) < MOST_TOP
    parent = _button_at(buttons, place[:1])
    return parent is not None and place[1] == len(parent.get("sub_button") or []) < MOST_SUB


def _rule_keys(account: Account) -> set[str]:
    """Keys that rules of kind «a menu button is clicked» wait for."""
    shown = rule_draft(account) or live_rules(account)
    rules = shown.sheet.rules if shown else ()
    return {word for rule in rules if rule.trigger == Trigger.CLICK for word in rule.words}


def _keys_without_rule(account: Account, buttons: Buttons) -> list[tuple[str, str]]:
    covered = _rule_keys(account)
    return [(key, name) for key, name in keys_of(buttons).items() if key not in covered]
