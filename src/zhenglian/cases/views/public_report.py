"""The phone page: one form, which asks once more where the place is uncertain or others reported it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp.decorators import csp_update
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhenglian.cases.actions.report_photos import drop_kept, keep_photo, kept_photos
from zhenglian.cases.actions.reporting import join_report, send_report, sent_before, written_when
from zhenglian.cases.errors import ReportIncomplete
from zhenglian.cases.forms.report import NEITHER, PHOTOS_WRONG, ReportForm
from zhenglian.cases.geography import county_of, outlines_of, wgs84_of
from zhenglian.cases.map_tiles import tile_service
from zhenglian.cases.reports import MOST_PHOTOS, Place
from zhenglian.cases.selectors.nearby import similar_nearby
from zhenglian.cases.selectors.offices import offices_to_name
from zhenglian.cases.selectors.public_lists import public_case
from zhenglian.cases.views.public_pages import REPORTS, UNSENT_PHOTOS, case_page_view, page
from zhenglian.inbox.errors import MediaRefused
from zhenglian.kernel.clock import SYSTEM
from zhenglian.kernel.errors import ZhenglianError
from zhenglian.kernel.strangers import place_of
from zhenglian.places.enums import Datum
from zhenglian.places.errors import PositionOutOfBounds

if TYPE_CHECKING:
    from django.http import HttpRequest

    from zhenglian.cases.distances import LonLat
    from zhenglian.cases.models import Case, Follower

REFUSED, TOO_MANY = 400, 429
FROM_ADDRESS = ("lon", "lat", "datum", "place_words", "class_key", "topic")


@case_page_view("everybody may report something", is_listed=True)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        given = {name: request.GET[name] for name in FROM_ADDRESS if request.GET.get(name)}
        return _form(request, ReportForm(initial=given), [], status=200)
    form = ReportForm(request.POST, request.FILES)
    is_right = form.is_valid()
    kept = kept_photos(request.POST.getlist("kept"))
    before = _sent_before(form) if is_right else None
    if before is not None:
        return _done(form, before, kept)
    if REPORTS.are_too_many(place_of(request), now=SYSTEM.now()):
        form.add_error(None, _too_many_sent())
        return _form(request, form, [token for token, _file in kept], status=TOO_MANY)
    if not is_right or _are_too_many(form, kept):
        return _form(request, form, _kept_with_new(request, form, kept), status=REFUSED)
    return _taken(request, form, kept)


@case_page_view("outlines of counties for the map, which are public data")
@require_http_methods(["GET", "HEAD"])
def outlines(request: HttpRequest) -> HttpResponse:
    """Of the county at `lon`, `lat` (WGS-84) and its neighbours, as GeoJSON; empty where none is known."""
    try:
        found = county_of(Place(float(request.GET.get("lon", "")), float(request.GET.get("lat", ""))))
    except (ValueError, PositionOutOfBounds):
        return HttpResponse(status=REFUSED)
    code = found.code or next(iter(found.candidates), "")
    features = outlines_of(code) if code else []
    return JsonResponse({"type": "FeatureCollection", "features": features})


def _taken(request: HttpRequest, form: ReportForm, kept: list[tuple[str, bytes]]) -> HttpResponse:
    """The place is looked at; then the report is sent, joined, or a question is asked."""
    try:
        place = form.place()
        if _asks(form, place):
            return _form(request, form, _kept_with_new(request, form, kept), status=200, is_question=True)
        photos = [file for _token, file in kept] + [file.read() for file in form.chosen_photos()]
        report = form.report(place, photos, written_when(form.cleaned_data["written_at"]))
        key, joined = form.cleaned_data["key"], _joined(form)
        found: Case | Follower
        found = join_report(joined, report, key=key) if joined else send_report(report, key=key)
    except ZhenglianError as refusal:
        form.add_error(None, str(refusal))
        return _form(request, form, _kept_with_new(request, form, kept), status=REFUSED)
    REPORTS.note(place_of(request), now=SYSTEM.now())
    return _done(form, found, kept)


def _done(form: ReportForm, found: Case | Follower, kept: list[tuple[str, bytes]]) -> HttpResponse:
    drop_kept(token for token, _file in kept)
    answer = redirect("reports:case", found.code)
    answer["Location"] += "?done=joined" if _number_to_join(form) else "?done=sent"
    return answer


def _sent_before(form: ReportForm) -> Case | Follower | None:
    """The answer to the same form was lost on its way: it is given again, whatever holds by now."""
    report = form.report(form.place(), (), None)
    return sent_before(report, key=form.cleaned_data["key"], joined=_number_to_join(form))


def _asks(form: ReportForm, place: Place) -> bool:
    """Whether something has to be asked that was not asked before; the form then has the choices."""
    if form.cleaned_data["asked"]:
        return False
    county = county_of(place)
    pin = wgs84_of(place)
    nearby = similar_nearby(pin, form.cleaned_data["topic"]) if pin is not None else []
    form.ask(() if county.code else county.candidates, nearby)
    return bool(nearby or (not county.code and county.candidates))


def _joined(form: ReportForm) -> Case | None:
    number = _number_to_join(form)
    if not number:
        return None
    case = public_case(number)
    if case is None:
        raise ReportIncomplete(_("The other report is no longer open. Please send yours as a new one."))
    return case


def _number_to_join(form: ReportForm) -> str:
    number = str(form.cleaned_data["join"])
    return "" if number == NEITHER else number


def _are_too_many(form: ReportForm, kept: list[tuple[str, bytes]]) -> bool:
    if len(kept) + len(form.chosen_photos()) <= MOST_PHOTOS:
        return False
    form.add_error("photos", PHOTOS_WRONG)
    return True


def _too_many_sent() -> str:
    return _("Many reports have come from your network. Please send yours in an hour.")


def _kept_with_new(request: HttpRequest, form: ReportForm, kept: list[tuple[str, bytes]]) -> list[str]:
    """Signed names of the photos so far: those kept before, and those that came with this form."""
    tokens = [token for token, _file in kept]
    fresh, place = form.cleaned_data.get("photos") or [], place_of(request)
    for file in fresh[: MOST_PHOTOS - len(tokens)]:
        if UNSENT_PHOTOS.are_too_many(place, now=SYSTEM.now()):
            form.add_error("photos", _too_many_sent())
            break
        UNSENT_PHOTOS.note(place, now=SYSTEM.now())
        file.seek(0)
        try:
            tokens.append(keep_photo(file.read()))
        except MediaRefused:
            form.add_error("photos", PHOTOS_WRONG)
    return tokens


def _pin_of(form: ReportForm) -> LonLat | None:
    """Where the map shows the pin; it is kept and sent in the datum in which it came."""
    lon, lat, datum = (form[name].value() for name in ("lon", "lat", "datum"))
    try:
        return wgs84_of(Place(float(lon), float(lat), Datum(datum or Datum.WGS84)))
    except (TypeError, ValueError, PositionOutOfBounds):
        return None


def _form(
    request: HttpRequest, form: ReportForm, kept: list[str], *, status: int, is_question: bool = False
) -> HttpResponse:
    tiles = tile_service()
    shown = page(
        request,
        "report",
        status=status,
        form=form,
        kept=kept,
        is_question=is_question,
        offices=offices_to_name(),
        tiles=tiles,
        pin=_pin_of(form),
    )
    if tiles is not None:
        csp_update({"img-src": [tiles.origin]})(lambda _request: shown)(request)  # marks the answer
    return shown
