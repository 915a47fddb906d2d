"""Boundaries below /staff/desk/places/: generations, a new one from a file, what it would change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.kernel.errors import ZhenglianError
from zhenglian.places.actions.boundaries import Origin, switch_on_boundaries
from zhenglian.places.actions.uploads import send_boundaries
from zhenglian.places.comparing import changes_between, named
from zhenglian.places.enums import Datum
from zhenglian.places.forms import BoundariesForm
from zhenglian.places.models import Division, Generation, Upload
from zhenglian.places.rules import can_switch_boundaries
from zhenglian.places.selectors import generation_in_use

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

UPLOADS_SHOWN = 5
ICON = "globe"


def may_switch(request: HttpRequest) -> bool:
    return is_signed_in(request) and can_switch_boundaries(_staff(request))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(may_switch)
def boundaries(request: HttpRequest) -> HttpResponse:
    """A file that is refused stands beside the form with its reason."""
    is_sent = request.method == "POST"
    form = BoundariesForm(request.POST, request.FILES) if is_sent else BoundariesForm()
    if is_sent and form.is_valid() and _is_taken(form, _staff(request)):
        messages.success(request, _("The file is being loaded. Nothing changes before you switch it on."))
        return redirect("places:boundaries")
    context = {
        "header_title": _("Boundaries"),
        "header_icon": ICON,
        "breadcrumbs_items": [{"url": "", "label": _("Boundaries")}],
        "form": form,
        "rows": Generation.objects.select_related("loaded_by"),
        "uploads": [each for each in Upload.objects.all()[:UPLOADS_SHOWN] if each.fault or not each.ended_at],
    }
    return render(request, "places/boundaries.html", context, status=422 if form.errors else 200)


@require_safe
@requires(may_switch)
def generation(request: HttpRequest, pk: int) -> HttpResponse:
    """One generation beside the one in use."""
    row = get_object_or_404(Generation, pk=pk)
    here = [{"url": reverse("places:boundaries"), "label": _("Boundaries")}, {"url": "", "label": row.name}]
    context = {"header_title": row.name, "header_icon": ICON, "breadcrumbs_items": here, "row": row}
    return render(request, "places/generation.html", context | _report(row) | _changes(row))


@require_POST
@requires(may_switch)
def switch_on(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Generation, pk=pk)
    try:
        switch_on_boundaries(row, actor=_staff(request))
    except ZhenglianError as refusal:
        messages.error(request, str(refusal))
        return redirect("places:generation", row.pk)
    messages.success(request, _("«%(name)s» is in use from now on.") % {"name": row.name})
    return redirect("places:boundaries")


def _is_taken(form: BoundariesForm, actor: Staff) -> bool:
    """Else the reason stands in the form."""
    said = form.cleaned_data
    origin = Origin(said["name"], said["source"], said["licence"], said["valid_from"])
    try:
        send_boundaries(said["file"].read(), origin=origin, datum=Datum(said["datum"]), actor=actor)
    except ZhenglianError as refusal:
        form.add_error("file", str(refusal))
        return False
    return True


def _report(row: Generation) -> dict[str, Any]:  # Any: template context
    names = _names(row)
    told = {
        _("Left out, without code or name"): row.report.get("left_out", []),
        _("Outlines that cross themselves"): [named(code, names) for code in row.report.get("crossings", ())],
        _("Codes that our list of divisions does not have"): [
            named(code, names) for code in row.report.get("unknown", ())
        ],
        _("Counties of our list without an outline"): [
            named(code, names) for code in row.report.get("missing", ())
        ],
    }
    return {"told": [(label, found) for label, found in told.items() if found]}


def _changes(row: Generation) -> dict[str, Any]:  # Any: template context
    present = generation_in_use()
    if present is None or present == row:
        return {"present": present, "changes": None}
    changes = changes_between(present, row)
    names = _names(present) | _names(row)
    lists = [
        (_("Counties that come in addition"), [named(code, names) for code in changes.added]),
        (_("Counties that are no longer there"), [named(code, names) for code in changes.gone]),
        (_("Counties with another name"), [f"{code} {old} → {new}" for code, old, new in changes.renamed]),
        (_("Counties with another outline"), [named(code, names) for code in changes.redrawn]),
    ]
    return {
        "present": present,
        "changes": changes,
        "lists": [(label, found) for label, found in lists if found],
    }


def _names(row: Generation) -> dict[str, str]:
    return dict(Division.objects.filter(generation=row).values_list("code", "name"))


def _staff(request: HttpRequest) -> Staff:
    return cast("Staff", request.user)  # the rule has let in nobody else
