"""What a line of the attempt log says to a reader. Calls keep the platform's own names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.channels.enums import DeliveryState, FailureClass

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STEPS: dict[str, StrOrPromise] = {
    "outcome": _("consequence"),
    "end": _("end"),
    "search": _("search on the platform"),
    "lease": _("worker"),
    "put": _("put online"),
    "take off": _("taken offline"),
    "prepare": _("prepared for a person"),
    "delete": _("delete"),
}
OUTCOMES: dict[str, StrOrPromise] = {
    "ok": pgettext_lazy("call to a platform", "done"),
    "refused": _("refused"),
    "no_answer": _("no answer"),
    "unclear": _("unclear answer"),
    "expired": _("fell silent"),
    "Found": pgettext_lazy("call to a platform", "found"),
    "NotFound": _("not found"),
    "Unclear": _("not clear yet"),
}


def step_word(step: str) -> StrOrPromise:
    return STEPS.get(step, step)


def outcome_word(step: str, outcome: str) -> StrOrPromise:
    """States and classes of faults speak with their own labels."""
    if step == "end" and outcome in DeliveryState.values:
        return DeliveryState(outcome).label
    if step == "outcome" and outcome in FailureClass.values:
        return FailureClass(outcome).label
    return OUTCOMES.get(outcome, outcome)
