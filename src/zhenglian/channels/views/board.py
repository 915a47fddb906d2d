"""The board of deliveries, and its three buttons."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zhenglian.channels.actions.by_hand import settle_by_hand
from zhenglian.channels.actions.manage import cancel_delivery, retry_delivery
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.forms import BoardFilter, CancelForm, EvidenceForm
from zhenglian.channels.models import Delivery
from zhenglian.channels.rules import (
    can_be_cancelled,
    can_be_marked,
    can_be_retried,
    managed_unit_ids,
)
from zhenglian.channels.selectors.board import board_rows
from zhenglian.channels.selectors.deliveries import board, counts_by_state
from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.kernel.clock import SYSTEM
from zhenglian.kernel.errors import ZhenglianError

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

PAGE_SIZE = 25


@require_GET
@requires(is_signed_in)
def delivery_board(request: HttpRequest) -> HttpResponse:
    """Everybody on the staff side may look; the buttons show for those who may press them."""
    form = BoardFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    account = chosen.get("account")
    state = chosen.get("state", "")
    found = board(state=state, account_id=account.pk if account else None)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("p"))
    now = SYSTEM.now()
    rows = board_rows(page.object_list, managed_units=managed_unit_ids(staff_of(request)), now=now)
    query = request.GET.copy()
    query.pop("p", None)
    context = {
        "header_title": _("Deliveries"),
        "header_icon": "mail",
        "breadcrumbs_items": [{"url": "", "label": _("Deliveries")}],
        "form": form,
        "tabs": _tabs(state, account.pk if account else None),
        "page": page,
        "rows": [(row, _buttons(row.delivery) if row.is_managed else {}) for row in rows],
        "query": query.urlencode(),
        "now": now,
    }
    return render(request, "channels/delivery_board.html", context)


@require_POST
@requires(is_signed_in)
def retry(request: HttpRequest, delivery_id: int) -> HttpResponse:
    delivery = get_object_or_404(Delivery, pk=delivery_id)
    retry_it = partial(retry_delivery, delivery, actor=staff_of(request))
    return _act(request, None, retry_it, _("It will be tried again now."))


@require_POST
@requires(is_signed_in)
def cancel(request: HttpRequest, delivery_id: int) -> HttpResponse:
    delivery = get_object_or_404(Delivery, pk=delivery_id)
    form = CancelForm(request.POST)

    def cancel_it() -> Delivery:
        return cancel_delivery(delivery, actor=staff_of(request), reason=form.cleaned_data["reason"])

    return _act(request, form, cancel_it, _("The delivery is cancelled."))


@require_POST
@requires(is_signed_in)
def mark(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """What failed or cannot be found out, on the word of a person who proves it."""
    delivery = get_object_or_404(Delivery, pk=delivery_id)
    form = EvidenceForm(request.POST, request.FILES)

    def settle_it() -> Delivery:
        return settle_by_hand(delivery, form.evidence(), actor=staff_of(request))

    return _act(request, form, settle_it, _("It is marked as done by hand."))


def _act(
    request: HttpRequest, form: forms.Form | None, action: Callable[[], Delivery], done: str
) -> HttpResponse:
    if form is not None and not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return _back(request)
    try:
        action()
    except ZhenglianError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    query = request.GET.urlencode()
    return redirect(reverse("channels:delivery_board") + (f"?{query}" if query else ""))


def _buttons(delivery: Delivery) -> dict[str, bool]:
    is_task = delivery.state == DeliveryState.BY_HAND
    return {
        "retry": can_be_retried(delivery),
        "cancel": can_be_cancelled(delivery),
        "mark": can_be_marked(delivery) and not is_task,
        "task": is_task,
    }


def _tabs(chosen: str, account_id: int | None) -> list[dict[str, object]]:
    """Counts are of all accounts: the tabs say where work lies."""
    counts = counts_by_state()
    tabs = [("", _("All"), sum(counts.values()))]
    tabs += [(state.value, str(state.label), counts.get(state.value, 0)) for state in DeliveryState]
    account = f"&account={account_id}" if account_id else ""
    return [
        {"url": f"?state={value}{account}", "label": label, "count": count, "is_current": value == chosen}
        for value, label, count in tabs
        if count or value in ("", chosen)
    ]


def staff_of(request: HttpRequest) -> Staff:
    return cast("Staff", request.user)  # the rule has let in nobody else
