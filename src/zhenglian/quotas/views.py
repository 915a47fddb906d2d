"""The page of quotas below /staff/desk/quotas/: accounts with their quotas, and the change of a limit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhenglian.accounts.api import Account, account_by_id, accounts
from zhenglian.accounts.enums import AccountState, Platform
from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.kernel.errors import NotFound, ZhenglianError
from zhenglian.quotas.actions.limits import change_limit
from zhenglian.quotas.allowances import BY_KIND
from zhenglian.quotas.enums import Window
from zhenglian.quotas.forecasts import Forecast
from zhenglian.quotas.forms import LimitForm
from zhenglian.quotas.rules import can_change_limit
from zhenglian.quotas.selectors import standings

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

PAGE_SIZE = 10  # three queries an account
COUNTED = (Platform.WECHAT, Platform.WEIBO)


@dataclass(frozen=True, slots=True)
class Row:
    """One quota of an account as the table shows it."""

    standing: Forecast
    window: str


def _rows(account: Account) -> list[Row]:
    return [Row(one, str(Window(one.span.window).label)) for one in standings(account)]


def _staff(request: HttpRequest) -> Staff:
    return cast("Staff", request.user)  # the rule has let in nobody else


@require_GET
@requires(is_signed_in)
def quota_list(request: HttpRequest) -> HttpResponse:
    """Everybody on the staff side may look; limits are changed by whoever manages the account."""
    found = accounts().exclude(state=AccountState.CLOSED).filter(platform__in=COUNTED)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("p"))
    staff = _staff(request)
    context = {
        "header_title": _("Quotas"),
        "header_icon": "tasks",
        "breadcrumbs_items": [{"url": "", "label": _("Quotas")}],
        "page": page,
        "sheets": [
            {"account": one, "rows": _rows(one), "may_change": can_change_limit(staff, one)} for one in page
        ],
    }
    return render(request, "quotas/quota_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(is_signed_in)
def limit_change(request: HttpRequest, account_id: int, kind: str) -> HttpResponse:
    account = _account(account_id)
    standing = next((one for one in standings(account) if one.kind == kind), None)
    if standing is None:
        raise Http404
    if not can_change_limit(_staff(request), account):
        raise PermissionDenied
    form = LimitForm(request.POST if request.method == "POST" else None, initial={"limit": standing.limit})
    if request.method == "POST" and form.is_valid() and _changed(request, account, kind, form):
        return redirect(f"{reverse('quotas:quota_list')}#account-{account.pk}")
    context = _change_context(account, standing) | {"form": form}
    return render(request, "quotas/limit_change.html", context, status=422 if form.is_bound else 200)


def _account(account_id: int) -> Account:
    try:
        return account_by_id(account_id)
    except NotFound as reason:
        raise Http404 from reason


def _changed(request: HttpRequest, account: Account, kind: str, form: LimitForm) -> bool:
    try:
        change_limit(kind, account, **form.cleaned_data, actor=_staff(request))
    except ZhenglianError as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The limit is changed."))
    return True


def _change_context(account: Account, standing: Forecast) -> dict[str, Any]:  # Any: a context
    allowance = BY_KIND[standing.kind]
    return {
        "header_title": _("Change a limit"),
        "header_icon": "tasks",
        "breadcrumbs_items": [
            {"url": reverse("quotas:quota_list"), "label": _("Quotas")},
            {"url": "", "label": _("Change a limit")},
        ],
        "account": account,
        "standing": standing,
        "published": allowance.limit,
        "window": Window(allowance.window).label,
    }


def account_panel(request: HttpRequest, account: Account) -> str:
    """The quotas of one account for its own page; empty where nothing is counted."""
    rows = _rows(account)
    if not rows:
        return ""
    may_change = can_change_limit(_staff(request), account)
    context = {"account": account, "rows": rows, "may_change": may_change}
    return render_to_string("quotas/_account_panel.html", context, request=request)
