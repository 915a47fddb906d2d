"""Who arbitrates where: the list of areas with their office, setting and removing one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhenglian.cases.actions.arbitration import drop_arbiter, set_arbiter
from zhenglian.cases.area_names import prefix_of
from zhenglian.cases.forms.desk_areas import ArbiterForm
from zhenglian.cases.forms.desk_fields import spelling
from zhenglian.cases.rules import can_set_arbiters
from zhenglian.cases.selectors.arbiters import arbiter_lines, offered_arbiters, offered_areas, usual_arbiter
from zhenglian.cases.views.desk_acting import staff_of
from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.kernel.errors import ZhenglianError

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def sets_arbiters(request: HttpRequest) -> bool:
    return is_signed_in(request) and can_set_arbiters(staff_of(request))


@requires(sets_arbiters)
@require_http_methods(["GET", "HEAD", "POST"])
def arbiters(request: HttpRequest) -> HttpResponse:
    """`?area=` begins the form with that line; `drop` in what is sent removes one. 422 when refused."""
    if request.method != "POST":
        return _page(request, ArbiterForm(initial=_initial(request.GET.get("area"))))
    form = ArbiterForm(request.POST)
    if "drop" not in request.POST and not form.is_valid():
        return _page(request, form, status=422)
    try:
        said = _decide(request, form)
    except ZhenglianError as refusal:
        return _page(request, form, refusal=str(refusal), status=422)
    messages.success(request, said)
    return redirect("cases:arbiters")


def _decide(request: HttpRequest, form: ArbiterForm) -> str:
    """What is said when it is done. Raises what the actions raise."""
    staff = staff_of(request)
    if "drop" in request.POST:
        drop_arbiter(request.POST["drop"][:12], actor=staff)
        return _("Removed. Disputes that are open stay where they are.")
    area, unit = form.cleaned_data["area"], form.cleaned_data["unit"]
    set_arbiter(prefix_of(area) if area else "", unit, actor=staff)
    return _("%(unit)s decides new disputes there from now on.") % {"unit": unit}


def _initial(prefix: str | None) -> dict[str, str]:
    line = next((each for each in arbiter_lines() if each.prefix == prefix), None)
    if line is None:
        return {}
    return {"area": line.area, "unit": line.unit.name if line.unit.is_root() else spelling(line.unit)}


def _page(request: HttpRequest, form: ArbiterForm, *, refusal: str = "", status: int = 200) -> HttpResponse:
    title = _("Arbiters of disputes")
    context = {
        "header_title": title,
        "breadcrumbs_items": [{"url": "", "label": title}],
        "form": form,
        "refusal": refusal,
        "lines": arbiter_lines(),
        "usual": usual_arbiter(),
        "units_near": offered_arbiters(),
        "areas_near": offered_areas(),
    }
    return render(request, "cases/desk/arbiters.html", context, status=status)
