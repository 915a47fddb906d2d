"""Everything of the person behind a matter: handed out as an archive, or erased. For supervisors."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zhenglian.inbox.actions.erasure import erase_person
from zhenglian.inbox.actions.export import export_person
from zhenglian.inbox.desk_words import who
from zhenglian.inbox.enums import UNDER_WAY
from zhenglian.inbox.forms.person import ErasureForm, ExportForm
from zhenglian.inbox.receipt_codes import spaced
from zhenglian.inbox.views.desk_acting import matter_or_404, reads_inbox, staff_of
from zhenglian.inbox.whole_person import can_see_whole, matters_of
from zhenglian.kernel.access import requires
from zhenglian.kernel.errors import ZhenglianError

if TYPE_CHECKING:
    from django.http import HttpRequest

    from zhenglian.inbox.models import Matter, Person

IN_MEMORY = 5 * 1024 * 1024  # bytes of an archive; a larger one lies in an unnamed file


@requires(reads_inbox)
@require_safe
def person(request: HttpRequest, matter_id: int) -> HttpResponse:
    return _page(request, _matter(request, matter_id), ErasureForm())


@requires(reads_inbox)
@require_POST
def person_export(request: HttpRequest, matter_id: int) -> FileResponse | HttpResponse:
    """The archive; it is never cached and leaves no file here."""
    matter, form = _matter(request, matter_id), ExportForm(request.POST)
    if not form.is_valid():
        return _page(request, matter, ErasureForm())
    out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  closed by the answer
    with_notes = not form.cleaned_data["without_notes"]
    export_person(_person(matter), out, with_notes=with_notes, actor=staff_of(request))
    out.seek(0)
    answer = FileResponse(out, as_attachment=True, filename=f"{spaced(matter.code)}.zip")
    answer["Cache-Control"] = "no-store"
    return answer


@requires(reads_inbox)
@require_POST
def person_erase(request: HttpRequest, matter_id: int) -> HttpResponse:
    matter, form = _matter(request, matter_id), ErasureForm(request.POST)
    if not form.is_valid():
        return _page(request, matter, form)
    try:
        erase_person(_person(matter), ground=form.cleaned_data["ground"], actor=staff_of(request))
    except ZhenglianError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, matter, form)
    messages.success(request, _("Everything of this person is erased. Figures and the audit record remain."))
    return redirect("inbox:matter", matter.pk)


def _page(request: HttpRequest, matter: Matter, form: ErasureForm) -> HttpResponse:
    found = _person(matter)
    letters = list(matters_of(found).select_related("unit").order_by("-received_at"))
    title = _("Everything of this person")
    context: dict[str, Any] = {  # Any: a template's context
        "header_title": title,
        "breadcrumbs_items": [
            {"url": reverse("inbox:queue"), "label": _("Letters")},
            {"url": reverse("inbox:matter", args=[matter.pk]), "label": spaced(matter.code)},
            {"url": "", "label": title},
        ],
        "matter": matter,
        "person": found,
        "citizen": who(matter.conversation.identity),
        "channels": [str(one.get_source_display()) for one in found.identities.order_by("pk")],
        "letters": letters,
        "under_way": [one for one in letters if one.state in UNDER_WAY],
        "export_form": ExportForm(),
        "form": form,
    }
    return render(request, "inbox/desk/person.html", context, status=422 if form.errors else 200)


def _matter(request: HttpRequest, matter_id: int) -> Matter:
    """Only of persons whom the member of staff may see whole."""
    matter = matter_or_404(request, matter_id)
    if not can_see_whole(staff_of(request), _person(matter)):
        raise PermissionDenied
    return matter


def _person(matter: Matter) -> Person:
    return matter.conversation.identity.person
