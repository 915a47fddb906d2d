"""The one sentence that says why a unit was chosen. Pure, but for the names of category and area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from zhenglian.routing.enums import Why
from zhenglian.routing.names import area_name, category_name

if TYPE_CHECKING:
    from zhenglian.routing.book import Choice
    from zhenglian.routing.questions import Question

FALLBACK = gettext_noop("%(subject)s: no row is nearer, so %(unit)s takes the lead (row %(row)d, %(sheet)s).")
SENTENCES = {
    Why.LEAD: gettext_noop("%(subject)s: %(unit)s takes the lead (row %(row)d, %(sheet)s)."),
    Why.SUCCESSOR: gettext_noop(
        "%(subject)s: %(lead)s took the lead (row %(row)d, %(sheet)s); it has been merged or renamed,"
        " so its successor %(unit)s takes over."
    ),
    Why.CLOSED: gettext_noop(
        "%(subject)s: %(lead)s took the lead (row %(row)d, %(sheet)s); it does not exist any more,"
        " so %(unit)s above it takes over."
    ),
    Why.ABOUT: gettext_noop(
        "%(subject)s: %(lead)s would take the lead (row %(row)d, %(sheet)s); as the matter is about that unit"
        " or one above it, %(unit)s takes over."
    ),
    Why.TRIED: gettext_noop(
        "%(subject)s: %(lead)s would take the lead (row %(row)d, %(sheet)s); it has refused,"
        " so %(unit)s above it takes over."
    ),
    Why.NEXT_ROW: gettext_noop(
        "%(subject)s: neither %(lead)s nor a unit above it can handle this,"
        " so %(unit)s takes the lead (row %(row)d, %(sheet)s)."
    ),
    Why.LAST: gettext_noop("%(subject)s: all units that could handle this have refused; %(unit)s decides."),
    Why.NO_SHEET: gettext_noop(
        "%(subject)s: no table of responsibilities is in force yet; %(unit)s decides."
    ),
}


def subject_words(question: Question) -> str:
    """The kind of matter and the place, or what is not known of them."""
    names = {"topic": category_name(question.category_key), "area": area_name(question.area_code)}
    if not question.area_code:
        return _("“%(topic)s”") % names if question.category_key else _("Matters without a topic and a place")
    if not question.category_key:
        return _("Matters without a topic in %(area)s") % names
    return _("“%(topic)s” in %(area)s") % names


def choice_words(question: Question, choice: Choice, sheet_name: str) -> str:
    """In the language of the moment. Names units as they stand in the tree."""
    row = choice.row
    is_rest = choice.why is Why.LEAD and row is not None and row.is_fallback
    return _(FALLBACK if is_rest else SENTENCES[choice.why]) % {
        "subject": subject_words(question),
        "unit": choice.desk.name,
        "lead": choice.lead.name if choice.lead else "",
        "row": row.number if row else 0,
        "sheet": sheet_name,
    }
