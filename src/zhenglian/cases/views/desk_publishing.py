"""Before the public sees it: the masked text read by a person, faces and plates on photos hidden by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zhenglian.cases.actions.files import file_bytes
from zhenglian.cases.actions.photo_showing import show_photo
from zhenglian.cases.actions.photos import blur_photo
from zhenglian.cases.actions.publishing import MAY_CHECK, check_public_text
from zhenglian.cases.blurring import with_boxes_hidden
from zhenglian.cases.errors import FileGone
from zhenglian.cases.forms.desk_publishing import BlurForm, PublicTextForm
from zhenglian.cases.rules import roles_on
from zhenglian.cases.views.desk_acting import LARGEST_ID, case_or_404, reads_cases, staff_of
from zhenglian.kernel.access import requires
from zhenglian.kernel.errors import ZhenglianError

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from zhenglian.cases.models import Case, Photo


@requires(reads_cases)
@require_http_methods(["GET", "HEAD", "POST"])
def public_text(request: HttpRequest, number: str) -> HttpResponse:
    """Both texts side by side; nothing is public before somebody has read the masked one."""
    case = _publishable(request, number)
    initial = {
        "title": case.title_public, "text": case.text_public, "is_public": case.is_public,
        "is_read": case.is_public_checked,
    }  # fmt: skip
    form = PublicTextForm(_posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            check_public_text(
                case,
                title=values["title"],
                text=values["text"],
                is_public=values["is_public"],
                actor=staff_of(request),
            )
        except ZhenglianError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The public text is kept."))
            return redirect(_back(number, "public"))
    context = {**_heading(case, _("Text for the public")), "form": form}
    return render(request, "cases/desk/public_text.html", context, status=422 if form.errors else 200)


@requires(reads_cases)
@require_http_methods(["GET", "HEAD", "POST"])
def blur(request: HttpRequest, number: str, photo_id: int) -> HttpResponse:
    """Rectangles by dragging or as numbers; always from the photo as it came."""
    case = _publishable(request, number)
    photo = _photo(case, photo_id)
    form = BlurForm(_posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            hidden = with_boxes_hidden(file_bytes(photo.digest), form.boxes())
            blur_photo(photo, hidden, actor=staff_of(request))
        except FileGone as reason:
            raise Http404 from reason
        except ZhenglianError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Hidden. Please compare before the photo is shown."))
            return redirect(_back(number, "photos"))
    context = {**_heading(case, _("Hide faces and plates")), "form": form, "photo": photo}
    return render(request, "cases/desk/blur.html", context, status=422 if form.errors else 200)


@requires(reads_cases)
@require_POST
def show(request: HttpRequest, number: str, photo_id: int) -> HttpResponse:
    """`shown`: 1 to show it to the public, anything else to take it back."""
    case = _publishable(request, number)
    is_public = request.POST.get("shown") == "1"
    show_photo(_photo(case, photo_id), is_public=is_public, actor=staff_of(request))
    done = _("The photo is shown with the case.") if is_public else _("The photo is no longer shown.")
    messages.success(request, done)
    return redirect(_back(number, "photos"))


def _publishable(request: HttpRequest, number: str) -> Case:
    """Raises Http404 outside the scope, PermissionDenied for those who only read or review."""
    case = case_or_404(request, number)
    if not MAY_CHECK & roles_on(staff_of(request), case):
        raise PermissionDenied
    return case


def _posted(request: HttpRequest) -> QueryDict | None:
    """None for a page that is only looked at; an empty form that is sent is no such page."""
    return request.POST if request.method == "POST" else None


def _photo(case: Case, photo_id: int) -> Photo:
    return get_object_or_404(case.photos.select_related("case"), pk=min(photo_id, LARGEST_ID))


def _back(number: str, anchor: str) -> str:
    return reverse("cases:case", args=[number]) + f"#{anchor}"


def _heading(case: Case, title: str) -> dict[str, Any]:  # Any: template context
    return {
        "case": case,
        "header_title": title,
        "breadcrumbs_items": [
            {"url": reverse("cases:queue"), "label": _("Handling of reports")},
            {"url": reverse("cases:case", args=[case.number]), "label": case.number},
            {"url": "", "label": title},
        ],
    }
