"""The officers' acts, each a form that is posted. A refusal comes back on the page, at its form, with what
was typed; success leads to the page anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhenglian.cases.scope import can_see
from zhenglian.cases.views.desk_acting import case_or_404, reads_cases, staff_of
from zhenglian.cases.views.desk_acts_table import ACTS
from zhenglian.cases.views.desk_case import case_page, offered_on
from zhenglian.kernel.access import requires
from zhenglian.kernel.errors import ZhenglianError

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from zhenglian.cases.models import Case
    from zhenglian.people.api import Staff


@requires(reads_cases)
@require_POST
def case_act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """`act` one of `ACTS`. 422 with the page when it was refused."""
    chosen = ACTS.get(act)
    if chosen is None:
        raise Http404
    case, staff = case_or_404(request, number), staff_of(request)
    form = chosen.form(request.POST, request.FILES, offered=offered_on(case, staff), prefix=act)
    if form.is_valid():
        try:
            chosen.do(case, form, staff)
        except ZhenglianError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, str(chosen.done))
            return onward(case, staff, chosen.anchor)
    case = case_or_404(request, number)  # as it is now, after a refusal by somebody else's act
    return case_page(request, case, failed={act: form})


def onward(case: Case, staff: Staff, anchor: str) -> HttpResponse:
    """To the page anew, or to the queues when it went to an office that the person does not read."""
    if not can_see(staff, case):
        return redirect("cases:queue")
    page = reverse("cases:case", args=[case.number])
    return redirect(f"{page}#{anchor}" if anchor else page)
