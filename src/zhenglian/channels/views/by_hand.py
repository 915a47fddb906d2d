"""The page of a task that a person does on a platform: checklist, what to copy, pictures, proof."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhenglian.channels.actions.by_hand import report_not_done, settle_by_hand
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.forms import EvidenceForm, NotDoneForm
from zhenglian.channels.models import Delivery
from zhenglian.channels.rules import can_be_marked, can_manage_delivery
from zhenglian.channels.selectors.tasks import picture_archive, task_of
from zhenglian.channels.views.board import staff_of
from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.kernel.errors import ZhenglianError

if TYPE_CHECKING:
    from django.http import HttpRequest

TEMPLATE = "channels/by_hand.html"


@requires(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def by_hand(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Everybody on the staff may look; the action refuses whoever may not finish it."""
    delivery = _delivery(delivery_id)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        finish = _finishing(delivery, form, request)
        if _done(request, form, finish, _("Done, and the proof is kept.")):
            return redirect("channels:delivery_by_hand", delivery_id)
    context = _context(request, delivery) | {"form": form, "refusal": NotDoneForm()}
    return render(request, TEMPLATE, context, status=422 if form.is_bound else 200)


@requires(is_signed_in)
@require_POST
def not_done(request: HttpRequest, delivery_id: int) -> HttpResponse:
    delivery = _delivery(delivery_id)
    form = NotDoneForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        report = partial(report_not_done, delivery, reason=reason, actor=staff_of(request))
        if _done(request, form, report, _("Noted. The publishers are told.")):
            return redirect(f"{reverse('channels:delivery_board')}?state={DeliveryState.FAILED}")
    context = _context(request, delivery) | {"form": EvidenceForm(), "refusal": form}
    return render(request, TEMPLATE, context, status=422)


@requires(is_signed_in)
@require_safe
def pictures(_request: HttpRequest, delivery_id: int) -> HttpResponse:
    """All pictures of the task in one file, named in the order of the text."""
    archive = picture_archive(task_of(_delivery(delivery_id)))
    headers = {"Content-Disposition": f'attachment; filename="pictures-{delivery_id}.zip"'}
    return HttpResponse(archive, content_type="application/zip", headers=headers)


def _delivery(delivery_id: int) -> Delivery:
    rows = Delivery.objects.select_related("account__unit", "payload", "undoes", "proof__by")
    return get_object_or_404(rows, pk=delivery_id)


def _finishing(delivery: Delivery, form: EvidenceForm, request: HttpRequest) -> Callable[[], Delivery]:
    return lambda: settle_by_hand(delivery, form.evidence(), actor=staff_of(request))


def _done(request: HttpRequest, form: forms.Form, act: Callable[[], Delivery], said: str) -> bool:
    """Whether it was; a refusal goes into the form."""
    try:
        act()
    except ZhenglianError as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, said)
    return True


def _context(request: HttpRequest, delivery: Delivery) -> dict[str, Any]:  # Any: a template's context
    is_open = can_be_marked(delivery)
    title = _("Take off by hand") if delivery.is_withdrawal else _("Post by hand")
    return {
        "header_title": title,
        "header_icon": "edit",
        "breadcrumbs_items": [
            {"url": reverse("channels:delivery_board"), "label": _("Deliveries")},
            {"url": "", "label": delivery.title},
        ],
        "delivery": delivery,
        "task": task_of(delivery),
        "proof": getattr(delivery, "proof", None),
        "is_open": is_open,
        "is_waiting": delivery.state == DeliveryState.BY_HAND,
        "is_managed": can_manage_delivery(staff_of(request), delivery),
    }
