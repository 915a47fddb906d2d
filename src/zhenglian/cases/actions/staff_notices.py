"""Mail to colleagues about a case: what a supervisor or the ladder asks of its office, who must help, and
what is asked for about its clock and decided.

Mail is read by others than its reader: it has the number and no word of anybody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from zhenglian.cases.enums import Act
from zhenglian.people.api import holders, holders_anywhere, send_notice
from zhenglian.people.enums import Role

if TYPE_CHECKING:
    from zhenglian.cases.models import Case, ClockRequest
    from zhenglian.kernel.clock import Clock
    from zhenglian.people.api import Staff, Unit


def tell_office(case: Case, act: Act, unit: Unit, *, clock: Clock) -> None:
    """To the duty officers of the office that was reminded or supervised, or to which the case was raised."""
    with translation.override(settings.LANGUAGE_CODE):
        title = _("%(act)s: case %(number)s") % {"act": act.label, "number": case.number}
        text = _("Office that has the case: %(unit)s") % {"unit": case.unit}
    people = holders(Role.DUTY_OFFICER, unit, clock=clock)
    send_notice(people, title, text, address=reverse("cases:case", args=[case.number]))


def tell_approver(request: ClockRequest, act: Act) -> None:
    """To the supervisor who was chosen; deputies find it in their list."""
    with translation.override(settings.LANGUAGE_CODE):
        text = _("%(unit)s asks for your approval. The deadline runs on until you decide.")
        _tell(request.approver, request.case, act, text % {"unit": request.unit})


def tell_asker(request: ClockRequest, act: Act) -> None:
    """What was decided; a refusal's words stand on the page."""
    with translation.override(settings.LANGUAGE_CODE):
        texts = {
            Act.DENY: _("It was not approved. The reason is on the page of the case; the deadline runs on."),
            Act.LAPSE: _("Nobody decided before the deadline passed. Please answer now."),
        }
        _tell(request.asked_by, request.case, act, texts.get(act, _("It was approved and is in force.")))


def _tell(staff: Staff, case: Case, act: Act, text: str) -> None:
    title = _("%(act)s: case %(number)s") % {"act": act.label, "number": case.number}
    send_notice([staff], title, text, address=reverse("cases:case", args=[case.number]))


def tell_administrators(case: Case, *, clock: Clock) -> None:
    """Of a complaint about every top office: whoever administers the tree of offices can help."""
    people = holders_anywhere([Role.ADMINISTRATOR], clock=clock)
    with translation.override(settings.LANGUAGE_CODE):
        title = _("Case %(number)s complains about the topmost office") % {"number": case.number}
        text = _(
            "No office here may read or handle it, and its deadline runs. Please set up a second office at"
            " the top, for example one of inspection: it then gets the case by itself."
        )
    send_notice(people, title, text)
