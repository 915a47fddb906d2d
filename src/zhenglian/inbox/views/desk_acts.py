"""The officer's decisions, each a form that is posted. A refusal comes back on the page, at its form, with
what was typed; success leads to the page anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhenglian.inbox.selectors.desk_queues import visible_matters
from zhenglian.inbox.views.desk_acting import matter_or_404, reads_inbox, staff_of
from zhenglian.inbox.views.desk_acts_table import ACTS
from zhenglian.inbox.views.desk_page import choices_of, matter_page
from zhenglian.kernel.access import requires
from zhenglian.kernel.errors import ZhenglianError

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from zhenglian.inbox.models import Matter
    from zhenglian.people.api import Staff


@requires(reads_inbox)
@require_POST
def matter_act(request: HttpRequest, matter_id: int, act: str) -> HttpResponse:
    """`act` one of `ACTS`. 422 with the page when it was refused."""
    chosen = ACTS.get(act)
    if chosen is None:
        raise Http404
    matter, staff = matter_or_404(request, matter_id), staff_of(request)
    form = chosen.form(request.POST, offered=choices_of(matter, staff), prefix=act)
    if form.is_valid():
        try:
            chosen.do(matter, form, staff)
        except ZhenglianError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, str(chosen.done))
            return onward(matter, staff, chosen.anchor)
    matter = matter_or_404(request, matter_id)  # as it is now, after a refusal by somebody else's act
    return matter_page(request, matter, failed={act: form})


def onward(matter: Matter, staff: Staff, anchor: str) -> HttpResponse:
    """To the page anew, or to the queues when it went to a team that the officer does not read."""
    if not visible_matters(staff).filter(pk=matter.pk).exists():
        return redirect("inbox:queue")
    return redirect(reverse("inbox:matter", args=[matter.pk]) + f"#{anchor}")
