"""What may stand in a policy, and the sentence that says what a row means. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhenglian.clocks.enums import TermUnit
from zhenglian.clocks.terms import Term, Terms, term_of

if TYPE_CHECKING:
    from zhenglian.clocks.shipped import Sheet

LONGEST_PAUSE = 60  # working days


def mistake_in(sheet: Sheet) -> str:
    """Empty when the terms fit together; else what is wrong, in words."""
    if not (sheet.label.strip() and sheet.citation.strip()):
        return _("Please give the class a name and say what its deadlines are based on.")
    try:
        touch, answer, route = Term.parse(sheet.touch), Term.parse(sheet.answer), Term.parse(sheet.route)
        extended, escalate = term_of(sheet.extended), term_of(sheet.escalate)
    except ValueError:
        return _("A deadline is a number of hours, calendar days or working days.")
    if not answer.amount or not _is_countable(touch) or not _is_countable(route):
        return _(
            "Zero is possible in calendar days (the same day) and hours (at once) of the first steps only."
        )
    return _mistake_in(Terms(touch, answer, extended, escalate, sheet.longest_pause))


def _is_countable(term: Term) -> bool:
    """The zeroth working day would be no day at all."""
    return term.amount > 0 or term.unit != TermUnit.WORKING_DAYS


def _mistake_in(terms: Terms) -> str:
    answer, extended, escalate = terms.answer, terms.extended, terms.escalate
    if terms.touch.unit == answer.unit and terms.touch.amount > answer.amount:
        return _("The first word of a person may not be due after the answer.")
    if extended and (extended.unit != answer.unit or extended.amount <= answer.amount):
        return _("The extended deadline has the unit of the answer's and is longer.")
    if escalate and (escalate.unit != answer.unit or not 0 < escalate.amount <= answer.amount):
        return _("The point from which it is due soon has the unit of the answer's and comes before it.")
    if terms.longest_pause and answer.unit != TermUnit.WORKING_DAYS:
        return _("Only deadlines in working days can be paused.")
    if terms.longest_pause > LONGEST_PAUSE:
        return _("Pauses may add %(days)d working days at most.") % {"days": LONGEST_PAUSE}
    return ""


def term_words(term: Term | None) -> str:
    """`3 working days`; `the same day`, `at once` for nothing; empty without a term."""
    if term is None:
        return ""
    if term.amount == 0:
        return _("at once") if term.unit == TermUnit.HOURS else _("the same day")
    n = term.amount
    if term.unit == TermUnit.HOURS:
        return ngettext("%(n)d hour", "%(n)d hours", n) % {"n": n}
    if term.unit == TermUnit.CALENDAR_DAYS:
        return ngettext("%(n)d calendar day", "%(n)d calendar days", n) % {"n": n}
    return ngettext("%(n)d working day", "%(n)d working days", n) % {"n": n}


def sentence(terms: Terms) -> str:
    """What the terms mean, for the page of deadlines."""
    parts = [
        _("A person writes to the citizen within %(touch)s; the answer is due within %(answer)s.")
        % {"touch": term_words(terms.touch), "answer": term_words(terms.answer)}
    ]
    if terms.answer.unit == TermUnit.WORKING_DAYS:
        parts.append(_("Counting begins on the working day after receipt and ends at 24:00 of the last day."))
    elif terms.answer.unit == TermUnit.HOURS:
        parts.append(_("The hours run through nights, weekends and holidays."))
    else:
        parts.append(_("Every day counts, holidays included; it ends at 24:00 of the last day."))
    if terms.extended:
        parts.append(
            _("It can be extended once, to %(extended)s, with a reason that the citizen is shown.")
            % {"extended": term_words(terms.extended)}
        )
    if terms.longest_pause:
        parts.append(
            ngettext(
                "Waiting for the citizen stops the count, for %(n)d working day in all.",
                "Waiting for the citizen stops the count, for %(n)d working days in all.",
                terms.longest_pause,
            )
            % {"n": terms.longest_pause}
        )
    else:
        parts.append(_("It never pauses."))
    if terms.escalate:
        parts.append(
            _("It is shown as due soon after %(escalate)s.") % {"escalate": term_words(terms.escalate)}
        )
    return ("" if parts[0].endswith("。") else " ").join(parts)
