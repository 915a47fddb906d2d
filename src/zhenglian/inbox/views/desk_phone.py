"""A telephone call, noted while it is heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhenglian.clocks.api import classes
from zhenglian.inbox.actions.phone_notes import record_phone_note
from zhenglian.inbox.forms.replies import PhoneForm
from zhenglian.inbox.receipt_codes import spaced
from zhenglian.inbox.rules import handled_units
from zhenglian.inbox.views.desk_acting import reads_inbox, staff_of
from zhenglian.kernel.access import requires
from zhenglian.kernel.errors import ZhenglianError

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@requires(reads_inbox)
@require_http_methods(["GET", "POST"])
def phone_note(request: HttpRequest) -> HttpResponse:
    """The form; once it is kept, the receipt code to tell the caller stands on the matter's page."""
    units = handled_units(staff_of(request))
    if not units:
        raise PermissionDenied
    offered = [(each.key, each.label) for each in classes()]
    form = PhoneForm(request.POST or None, units=units, classes=offered)
    if form.is_valid():
        try:
            matter = record_phone_note(**form.cleaned_data, actor=staff_of(request))
        except ZhenglianError as refusal:
            form.add_error(None, str(refusal))
        else:
            code = {"code": spaced(matter.code)}
            messages.success(request, _("Noted. Tell the caller the receipt code %(code)s.") % code)
            return redirect("inbox:matter", matter.pk)
    title = _("Note a telephone call")
    crumbs = [{"url": reverse("inbox:queue"), "label": _("Letters")}, {"url": "", "label": title}]
    context = {"header_title": title, "breadcrumbs_items": crumbs, "form": form}
    return render(request, "inbox/desk/phone_note.html", context, status=422 if form.errors else 200)
