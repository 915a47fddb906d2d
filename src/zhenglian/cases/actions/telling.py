"""Words to the citizen in the conversation that the case came from, if it came from one."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from zhenglian.cases.models import Case
from zhenglian.inbox.api import tell_citizen
from zhenglian.kernel.clock import Clock
from zhenglian.kernel.ids import spaced


def tell_of_case(case: Case, *, clock: Clock) -> None:
    """The letter has become a case: its own code and page."""
    with translation.override(settings.LANGUAGE_CODE):
        text = _(
            "Your letter has become case %(number)s and goes to the office that can act."
            " Its code is %(code)s. Follow it here: %(address)s"
        ) % _names(case)
    _tell(case, text, clock)


def tell_of_answer(case: Case, *, clock: Clock) -> None:
    """Where the answer can be read; the words themselves stay on the page behind the code.

    Also to those whose own case was joined to this one, each at their own page.
    """
    joined = Case.objects.filter(following__case=case, erased_at=None).exclude(matter=None)
    with translation.override(settings.LANGUAGE_CODE):
        text = _("Case %(number)s is answered. Read it and say whether it is solved: %(address)s")
    for each in (case, *joined.select_related("matter").order_by("pk")):
        _tell(each, text % _names(each), clock)


def case_address(case: Case) -> str:
    """Of the page behind the receipt code: whoever has the address reads the case."""
    return f"{settings.SITE_URL.rstrip('/')}/case/{case.code}/"


def _names(case: Case) -> dict[str, str]:
    return {"number": case.number, "code": spaced(case.code), "address": case_address(case)}


def _tell(case: Case, text: str, clock: Clock) -> None:
    if case.matter is not None:
        tell_citizen(case.matter, text, clock=clock)
