"""Everything that is kept of one person in their cases, for the export: read by them, and by machines."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zhenglian.cases.actions.files import file_bytes
from zhenglian.cases.citizen_words import step_words
from zhenglian.cases.enums import AnswerState
from zhenglian.cases.errors import FileGone
from zhenglian.cases.models import Case
from zhenglian.clocks.api import class_labels
from zhenglian.inbox.api import Told
from zhenglian.routing.api import area_name, category_name


def told_of_matters(matters: list[int]) -> list[Told]:
    """Of the cases that were made of these letters."""
    return [told_of(case) for case in _whole(Case.objects.filter(matter__in=matters))]


def told_of(case: Case) -> Told:
    """What the citizen sent and was told. No name of staff, no word that offices exchanged."""
    reporter, erased = case.reporter or {}, _("erased") if case.erased_at else ""
    place = " ".join(
        filter(None, [area_name(case.county_code) if case.county_code else "", case.place_words])
    )
    course = [(step.at, step_words(step)) for step in case.steps.order_by("sequence")]
    answers = [answer.text for answer in case.answers.filter(state=AnswerState.SENT).order_by("pk")]
    rows: list[tuple[str, object]] = [
        (_("receipt code"), case.code),
        (pgettext("case", "class"), class_labels().get(case.class_key, case.class_key)),
        (pgettext("case", "topic"), category_name(case.category_key) if case.category_key else ""),
        (_("What it is about"), erased or case.words),
        (_("Place"), place),
        (_("Position"), f"{case.lon}, {case.lat}" if case.position else ""),
        (_("Contact"), " ".join(str(value) for value in reporter.values())),
        (_("state"), case.get_state_display()),
        *[(f"{at:%Y-%m-%d %H:%M}", words) for at, words in course if words],
        *[(pgettext("noun", "answer"), text) for text in answers if text],
        (_("Rating"), _rating(case)),
    ]
    data = {
        "number": case.number,
        "code": case.code,
        "class": case.class_key,
        "topic": case.category_key,
        "state": case.state,
        "text": case.text,
        "reporter": reporter,
        "county": case.county_code,
        "position": case.position,
        "received": case.received_at,
        "answer_due": case.answer_due_at,
        "answered": case.answered_at,
        "erased": case.erased_at,
        "course": [{"at": at, "words": words} for at, words in course if words],
        "answers": answers,
        "ratings": [case.answer_rating, case.outcome_rating, case.rating_words],
    }
    return Told(case.number, [row for row in rows if row[1]], data, _photos(case))


def _whole(rows: QuerySet[Case]) -> QuerySet[Case]:
    return rows.select_related("unit").order_by("pk")


def _rating(case: Case) -> str:
    given = [str(each) for each in (case.answer_rating, case.outcome_rating) if each is not None]
    return " / ".join(given) + (f" {case.rating_words}" if case.rating_words else "")


def _photos(case: Case) -> dict[str, bytes]:
    """Those that the citizen sent; a file that cannot be read is left out."""
    found = {}
    for photo in case.photos.filter(visit=None, added_by=None).order_by("order", "pk"):
        try:
            content = file_bytes(photo.digest)
        except FileGone:
            continue
        found[f"cases/{case.number}-{photo.order}.{photo.mime.partition('/')[2] or 'bin'}"] = content
    return found
