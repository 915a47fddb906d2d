"""One case, one update, one error as a client reads it. No name, no address, no contact leaves here."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from zhenglian.cases.api import Case
from zhenglian.clocks.api import due_words
from zhenglian.kernel.clock import BEIJING
from zhenglian.open311.enums import Status
from zhenglian.open311.models import ApiKey
from zhenglian.open311.selectors.catalogue import Catalogue
from zhenglian.open311.selectors.requests import CLOSED, TokenState
from zhenglian.open311.selectors.updates import Update
from zhenglian.open311.wording import NOT_SOLVED, TOLD
from zhenglian.open311.writing import Answer, Many, Tree

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
FORMATS = ("text/xml", "application/json")
MOST_SIGNS = 4000


def moment_text(moment: datetime | None) -> str | None:
    """Beijing's offset, no fractions: some clients refuse them."""
    return None if moment is None else moment.astimezone(BEIJING).isoformat(timespec="seconds")


def requests_answer(cases: list[Case], *, key: ApiKey | None, offered: Catalogue) -> Answer:
    return _requests(*(_request(case, key, offered) for case in cases))


def _request(case: Case, key: ApiKey | None, offered: Catalogue) -> Tree:
    lat, lon = _shown_position(case, key)
    code = offered.code_of(case.class_key, case.category_key)
    return {
        "service_request_id": case.number,
        "status": (Status.CLOSED if case.state in CLOSED else Status.OPEN).value,
        "status_notes": str(case.get_state_display()),
        "service_name": offered.name_of(code),
        "service_code": code,
        "description": case.text_public[:MOST_SIGNS],
        "agency_responsible": case.unit.name,
        "service_notice": _notice(case),
        "requested_datetime": moment_text(case.received_at),
        "updated_datetime": moment_text(case.changed_at),
        "expected_datetime": moment_text(case.answer_due_at),
        "address": None,
        "address_id": None,
        "zipcode": None,
        "lat": lat,
        "long": lon,
        "media_url": None,
        "title": case.title_public,
    }


def posted_answer(case: Case, token: str) -> Answer:
    """`token` where the client asked for tokens: then the id comes later, never both."""
    if token:
        return _requests({"token": token})
    return _requests({"service_request_id": case.number, "service_notice": _notice(case), "account_id": None})


def token_answer(state: TokenState) -> Answer:
    found: dict[str, Tree] = {"service_request_id": state.number} if state.number else {}
    return _requests(found | {"token": state.token})


def updates_answer(updates: list[Update]) -> Answer:
    return _updates(*(_update(each) for each in updates))


def pushed_answer(update_id: str) -> Answer:
    return _updates({"update_id": update_id})


def errors_answer(code: int, message: str) -> Answer:
    return Answer("errors", Many("error", ({"code": code, "description": message},)))


def discovery_answer(changed_at: datetime, *, is_test: bool) -> Answer:
    changeset = moment_text(changed_at)
    offered = {
        "specification": SPECIFICATION,
        "url": endpoint(),
        "changeset": changeset,
        "type": "test" if is_test else "production",
        "formats": Many("format", FORMATS),
    }
    tree = {
        "changeset": changeset,
        "contact": f"{settings.SITE_NAME} {_site()}/",
        "key_service": _("Keys are given by the administrators of %(site)s.") % {"site": settings.SITE_NAME},
        "endpoints": Many("endpoint", (offered,)),
    }
    return Answer("discovery", tree)


def endpoint() -> str:
    """Without a slash at its end; FixMyStreet is told it with one."""
    return f"{_site()}/open311/v2"


def _site() -> str:
    return settings.SITE_URL.rstrip("/")


def _requests(*rows: Tree) -> Answer:
    return Answer("service_requests", Many("request", rows))


def _updates(*rows: Tree) -> Answer:
    return Answer("service_request_updates", Many("request_update", rows))


def _shown_position(case: Case, key: ApiKey | None) -> tuple[float | None, float | None]:
    """Latitude, longitude: as it was sent for the client that sent it, for everybody else as on the map."""
    reception = getattr(case, "open311_reception", None)
    if key is not None and reception is not None and reception.key_id == key.pk:
        return case.lat, case.lon
    lon, lat = case.public_position or (None, None)
    return lat, lon


def _notice(case: Case) -> str:
    return _("To be answered by %(due)s") % {"due": due_words(case.answer_due_at)}


def _update(update: Update) -> Tree:
    told = TOLD[update.step.act]
    words, status = str(told.words) % {"unit": update.step.unit.name}, told.status
    if update.answer is not None:
        words = update.answer.text_public or words
        status = status if update.answer.is_solved else NOT_SOLVED
    return {
        "update_id": update.id,
        "service_request_id": update.case.number,
        "status": status.value,
        "updated_datetime": moment_text(update.step.at),
        "description": words,
        "media_url": "",
    }
