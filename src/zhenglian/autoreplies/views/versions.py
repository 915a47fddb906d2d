"""What the draft changes, publishing it, and the earlier versions of the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhenglian.autoreplies.actions.drafting import restore_rules
from zhenglian.autoreplies.actions.publishing import publish_rules
from zhenglian.autoreplies.forms import PublishForm
from zhenglian.autoreplies.limits import complaints_about
from zhenglian.autoreplies.rules import can_edit
from zhenglian.autoreplies.selectors import live_rules, rule_draft, rule_versions
from zhenglian.autoreplies.sheet import Sheet
from zhenglian.autoreplies.views.acting import account_or_404, heading, number_in, staff_of, succeeded
from zhenglian.autoreplies.wording import answers_with, hours_text, sheet_differences, waits_for
from zhenglian.kernel.access import is_signed_in, requires

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@requires(is_signed_in)
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, account_id: int) -> HttpResponse:
    """The difference to what is in use; the button below it publishes."""
    account = account_or_404(account_id)
    live, draft = live_rules(account), rule_draft(account)
    if draft is None:
        return redirect("autoreplies:account", account_id)
    form = PublishForm(request.POST if request.method == "POST" else None, initial={"seen": draft.edit})
    if form.is_valid():
        values, actor = form.cleaned_data, staff_of(request)
        done = _("Version %(number)d answers from now on.") % {"number": draft.number}
        if succeeded(request, lambda: publish_rules(account, **values, actor=actor), done):
            return redirect("autoreplies:account", account_id)
    context = {
        **heading(_("Publish the rules"), account),
        "form": form,
        "live": live,
        "draft": draft,
        "differences": sheet_differences(live.sheet if live else Sheet(), draft.sheet),
        "complaints": complaints_about(draft.sheet, account.platform),
        "may_edit": can_edit(staff_of(request), account),
    }
    return render(request, "autoreplies/publish.html", context, status=422 if form.is_bound else 200)


@requires(is_signed_in)
@require_safe
def version_list(request: HttpRequest, account_id: int) -> HttpResponse:
    account = account_or_404(account_id)
    context = {
        **heading(_("Versions of the rules"), account),
        "versions": list(rule_versions(account)),
        "draft": rule_draft(account),
        "may_edit": can_edit(staff_of(request), account),
    }
    return render(request, "autoreplies/version_list.html", context)


@requires(is_signed_in)
@require_safe
def version(request: HttpRequest, account_id: int, number: int) -> HttpResponse:
    """One version as it stood."""
    account = account_or_404(account_id)
    row = rule_versions(account).filter(number=number).first() if number < 2**31 else None
    if row is None:
        raise Http404
    context = {
        **heading(_("Version %(number)d") % {"number": number}, account),
        "version": row,
        "rows": [(rule, waits_for(rule), answers_with(rule)) for rule in row.sheet.rules],
        "hours": "" if row.sheet.hours.is_empty else hours_text(row.sheet),
        "draft": rule_draft(account),
        "may_edit": can_edit(staff_of(request), account),
    }
    return render(request, "autoreplies/version.html", context)


@requires(is_signed_in)
@require_POST
def restore(request: HttpRequest, account_id: int, number: int) -> HttpResponse:
    account, seen, actor = account_or_404(account_id), number_in(request, "seen"), staff_of(request)
    done = _("Version %(number)d is the draft now. Look at it, then publish it.") % {"number": number}
    succeeded(request, lambda: restore_rules(account, number, seen=seen, actor=actor), done)
    return redirect("autoreplies:account", account_id)
