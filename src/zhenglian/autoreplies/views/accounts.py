"""The list of accounts, and one account: its rules in their order, opening hours, the way to all else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhenglian.autoreplies.actions.drafting import (
    NEW,
    drop_draft,
    move_rule,
    put_rule,
    remove_rule,
    set_hours,
)
from zhenglian.autoreplies.actions.publishing import stop_rules
from zhenglian.autoreplies.buttons import keys_of
from zhenglian.autoreplies.forms import HoursForm, RuleForm, hours_values, rule_values
from zhenglian.autoreplies.limits import complaints_about, rule_complaints
from zhenglian.autoreplies.rules import can_edit, editable_accounts
from zhenglian.autoreplies.selectors import (
    answering_accounts,
    live_menu,
    live_rules,
    open_menu,
    rule_draft,
    standings,
)
from zhenglian.autoreplies.sheet import Rule, Sheet
from zhenglian.autoreplies.views.acting import (
    account_or_404,
    heading,
    is_done,
    number_in,
    staff_of,
    succeeded,
)
from zhenglian.autoreplies.wording import answers_with, hours_text, waits_for
from zhenglian.kernel.access import is_signed_in, requires

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from zhenglian.accounts.api import Account

PAGE_SIZE = 50


@requires(is_signed_in)
@require_safe
def account_list(request: HttpRequest) -> HttpResponse:
    """Everybody on the staff side may look."""
    page = Paginator(answering_accounts(), PAGE_SIZE).get_page(request.GET.get("p"))
    mine = editable_accounts(staff_of(request))
    rows = [(standing, standing.account.pk in mine) for standing in standings(list(page.object_list))]
    context = {**heading(_("Auto-replies")), "page": page, "rows": rows}
    return render(request, "autoreplies/account_list.html", context)


@requires(is_signed_in)
@require_safe
def account(request: HttpRequest, account_id: int) -> HttpResponse:
    """The draft if there is one, else what is in use."""
    found = account_or_404(account_id)
    live, draft = live_rules(found), rule_draft(found)
    shown = draft or live
    sheet = shown.sheet if shown else Sheet()
    context = {
        **heading(str(found), found),
        "live": live,
        "draft": draft,
        "seen": draft.edit if draft else NEW,
        "rows": [(rule, waits_for(rule), answers_with(rule), _told(rule, found)) for rule in sheet.rules],
        "hours": "" if sheet.hours.is_empty else hours_text(sheet),
        "complaints": complaints_about(sheet, found.platform),
        "bare_keys": _keys_without_rule(found, sheet),
        "may_edit": can_edit(staff_of(request), found),
    }
    return render(request, "autoreplies/account.html", context)


@requires(is_signed_in)
@require_http_methods(["GET", "POST"])
def rule_edit(request: HttpRequest, account_id: int, number: int = NEW) -> HttpResponse:
    """A new rule, or one of the draft (or, without a draft, of what is in use)."""
    found = account_or_404(account_id)
    shown = rule_draft(found) or live_rules(found)
    rule = shown.sheet.rule(number) if shown and number else None
    if number and rule is None:
        messages.error(request, _("This rule is no longer in the draft."))
        return redirect("autoreplies:account", account_id)
    seen = shown.edit if shown and shown.is_draft else NEW
    initial = rule_values(rule) if rule else _suggested(request)
    form = RuleForm(
        request.POST if request.method == "POST" else None,
        initial={**initial, "seen": seen},
        platform=found.platform,
        keys=_menu_keys(found),
    )
    if form.is_valid() and _is_put(form, found, number, request):
        messages.success(request, _("The rule is in the draft. It answers once the draft is published."))
        return redirect("autoreplies:account", account_id)
    title = _("Rule: %(name)s") % {"name": rule.name} if rule else _("New rule")
    context = {**heading(title, found), "form": form, "may_edit": can_edit(staff_of(request), found)}
    return render(request, "autoreplies/rule_edit.html", context, status=422 if form.errors else 200)


@requires(is_signed_in)
@require_POST
def rule_move(request: HttpRequest, account_id: int, number: int) -> HttpResponse:
    found, step = account_or_404(account_id), number_in(request, "step")
    seen, actor = number_in(request, "seen"), staff_of(request)
    succeeded(
        request, lambda: move_rule(found, number, step, seen=seen, actor=actor), _("The order is changed.")
    )
    return redirect("autoreplies:account", account_id)


@requires(is_signed_in)
@require_POST
def rule_remove(request: HttpRequest, account_id: int, number: int) -> HttpResponse:
    found, seen, actor = account_or_404(account_id), number_in(request, "seen"), staff_of(request)
    done = _("The rule is taken out of the draft.")
    succeeded(request, lambda: remove_rule(found, number, seen=seen, actor=actor), done)
    return redirect("autoreplies:account", account_id)


@requires(is_signed_in)
@require_http_methods(["GET", "POST"])
def hours_edit(request: HttpRequest, account_id: int) -> HttpResponse:
    found = account_or_404(account_id)
    shown = rule_draft(found) or live_rules(found)
    initial = hours_values(shown.sheet.hours) if shown else {}
    seen = shown.edit if shown and shown.is_draft else NEW
    form = HoursForm(request.POST if request.method == "POST" else None, initial={**initial, "seen": seen})
    if form.is_valid():
        values, actor = form.cleaned_data, staff_of(request)
        if is_done(form, lambda: set_hours(found, form.hours(), seen=values["seen"], actor=actor)):
            messages.success(request, _("The opening hours are in the draft."))
            return redirect("autoreplies:account", account_id)
    context = {
        **heading(_("Opening hours"), found),
        "form": form,
        "may_edit": can_edit(staff_of(request), found),
    }
    return render(request, "autoreplies/hours_edit.html", context, status=422 if form.errors else 200)


@requires(is_signed_in)
@require_POST
def draft_drop(request: HttpRequest, account_id: int) -> HttpResponse:
    found, seen, actor = account_or_404(account_id), number_in(request, "seen"), staff_of(request)
    succeeded(request, lambda: drop_draft(found, seen=seen, actor=actor), _("The draft is thrown away."))
    return redirect("autoreplies:account", account_id)


@requires(is_signed_in)
@require_POST
def rules_stop(request: HttpRequest, account_id: int) -> HttpResponse:
    found, actor = account_or_404(account_id), staff_of(request)
    done = _("The account no longer answers by itself. Messages still reach the inbox.")
    succeeded(request, lambda: stop_rules(found, actor=actor), done)
    return redirect("autoreplies:account", account_id)


def _is_put(form: RuleForm, found: Account, number: int, request: HttpRequest) -> bool:
    """Limits are said at once, at the form; nothing that cannot be sent is kept."""
    rule = form.rule(number)
    complaints = rule_complaints(rule, found.platform)
    for complaint in complaints:
        form.add_error(None, complaint)
    if complaints:
        return False
    seen, actor = form.cleaned_data["seen"], staff_of(request)
    return is_done(form, lambda: put_rule(found, rule, seen=seen, actor=actor))


def _suggested(request: HttpRequest) -> dict[str, Any]:  # Any: of several types
    """`?trigger=click&words=KEY` fills in a new rule."""
    asked = {name: request.GET[name] for name in ("trigger", "words") if name in request.GET}
    return {"to_person": False, **asked}


def _menu_keys(found: Account) -> dict[str, str]:
    """Keys of the menu in use and of its draft, with the names of the buttons."""
    menus = [menu for menu in (live_menu(found), open_menu(found)) if menu]
    return {key: name for menu in menus for key, name in keys_of(menu.shape).items()}


def _keys_without_rule(found: Account, sheet: Sheet) -> list[tuple[str, str]]:
    covered = {word for rule in sheet.rules for word in rule.words}
    return [(key, name) for key, name in _menu_keys(found).items() if key not in covered]


def _told(rule: Rule, found: Account) -> list[str]:
    return rule_complaints(rule, found.platform)
