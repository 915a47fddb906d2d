"""The promises of the accounts: the list, and one account's form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zhenglian.accounts.api import account_by_id, active_accounts
from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.kernel.clock import SYSTEM
from zhenglian.kernel.errors import NotFound, ZhenglianError
from zhenglian.planning.actions.cadences import end_cadence, set_cadence
from zhenglian.planning.forms import CadenceForm
from zhenglian.planning.models import Cadence
from zhenglian.planning.rules import can_promise
from zhenglian.planning.selectors.cadences import standings, today_of
from zhenglian.planning.views.acting import heading, staff_of
from zhenglian.planning.wording import standing_sentences

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from zhenglian.accounts.api import Account


@requires(is_signed_in)
@require_safe
def cadence_list(request: HttpRequest) -> HttpResponse:
    accounts = list(active_accounts().order_by("platform", "name", "pk"))
    actor = staff_of(request)
    context = {
        **heading(_("Update frequency")),
        "rows": [
            (standing, standing_sentences(standing), can_promise(actor, standing.account))
            for standing in standings(accounts)
        ],
    }
    return render(request, "planning/cadence_list.html", context)


@requires(is_signed_in)
@require_http_methods(["GET", "POST"])
def cadence_edit(request: HttpRequest, account_id: int) -> HttpResponse:
    """Everybody may look; saving asks the rule."""
    try:
        account = account_by_id(account_id)
    except (NotFound, OverflowError):
        return redirect("planning:cadence_list")
    cadence = Cadence.objects.filter(account=account).first()
    initial = {
        "promise": cadence.promise if cadence else "",
        "days": cadence.days if cadence else None,
        "since": (cadence.since if cadence else today_of(SYSTEM)).isoformat(),
    }
    form = CadenceForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid() and _is_set(account, form, request):
        messages.success(request, _("The update frequency is set."))
        return redirect("planning:cadence_list")
    title = _("Update frequency: %(account)s") % {"account": account}
    context = {**heading(title), "form": form, "may_promise": can_promise(staff_of(request), account)}
    return render(request, "planning/cadence_edit.html", context, status=422 if form.errors else 200)


def _is_set(account: Account, form: CadenceForm, request: HttpRequest) -> bool:
    values, actor = form.cleaned_data, staff_of(request)
    try:
        if values["promise"]:
            days = values["days"] or 0
            set_cadence(account, promise=values["promise"], days=days, since=values["since"], actor=actor)
        else:
            end_cadence(account, actor=actor)
    except ZhenglianError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
