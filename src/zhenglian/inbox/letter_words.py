"""How kinds of letters, states and steps read to the citizen; what colleagues read is in `step_words`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.clocks.enums import ShippedClass
from zhenglian.inbox.enums import MatterState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# What a citizen may choose: name and plain words.
KINDS: Mapping[str, tuple[StrOrPromise, StrOrPromise]] = {
    ShippedClass.CONSULTATION: (
        pgettext_lazy("letter", "Question"),
        _("You want to know how something is done, or what a rule says."),
    ),
    ShippedClass.COMPLAINT: (
        pgettext_lazy("letter", "Complaint or request for help"),
        _("Something near you is broken, was done wrongly, or you need help."),
    ),
    ShippedClass.SUGGESTION: (
        pgettext_lazy("letter", "Suggestion"),
        _("You have an idea how something could be better."),
    ),
    ShippedClass.REPORT: (
        pgettext_lazy("letter", "Report of a violation"),
        _("You have seen that somebody breaks a law or a rule."),
    ),
}

STATES: Mapping[str, StrOrPromise] = {
    MatterState.NEW: pgettext_lazy("receipt", "Received"),
    MatterState.OPEN: pgettext_lazy("receipt", "Being handled"),
    MatterState.WAITING: pgettext_lazy("receipt", "Waiting for you"),
    MatterState.ANSWERED: pgettext_lazy("receipt", "Answered"),
    MatterState.CLOSED: pgettext_lazy("receipt", "Closed"),
    MatterState.WITHDRAWN: pgettext_lazy("receipt", "Withdrawn by you"),
    MatterState.MERGED: pgettext_lazy("receipt", "Handled together with others"),
    MatterState.HANDED_ON: pgettext_lazy("receipt", "Handed on"),
}

NEXT: Mapping[str, StrOrPromise] = {
    MatterState.NEW: _("You need not do anything. If something is missing, you can add it below."),
    MatterState.OPEN: _("You need not do anything. If something is missing, you can add it below."),
    MatterState.WAITING: _("Please write below what we asked for; then we go on at once."),
    MatterState.ANSWERED: _(
        "Please read the answer. You can rate it, ask again, or reopen the letter if it is not solved."
    ),
    MatterState.CLOSED: _("If it is not solved, you can reopen the letter once."),
    MatterState.WITHDRAWN: _("Nothing more is done. If you need us again, please write a new letter."),
    MatterState.MERGED: _("Others wrote about the same thing. Your answer will stand on this page as well."),
    MatterState.HANDED_ON: _("It is handled elsewhere from now on; what is done there is told to you."),
}

# Steps that a citizen sees; all others are the office's own.
STEPS: Mapping[str, StrOrPromise] = {
    "opened": pgettext_lazy("receipt step", "Your letter was received."),
    "moved": pgettext_lazy("receipt step", "It was given to %(unit)s, whose business it is."),
    "waiting": pgettext_lazy("receipt step", "We asked you for something: %(reason)s"),
    "resumed": pgettext_lazy("receipt step", "You wrote; it is being handled further."),
    "extended": pgettext_lazy("receipt step", "The answer needs more time: %(reason)s"),
    "split": pgettext_lazy(
        "receipt step", "It asks for several things and was divided into %(count)s letters."
    ),
    "merged": pgettext_lazy("receipt step", "It is handled together with others about the same thing."),
    "unmerged": pgettext_lazy("receipt step", "It is handled on its own again."),
    "handed_on": pgettext_lazy("receipt step", "It was handed on: %(label)s"),
    "closed": pgettext_lazy("receipt step", "It was closed: %(reason)s"),
    "withdrawn": pgettext_lazy("receipt step", "You withdrew it."),
    "reopened": pgettext_lazy("receipt step", "You reopened it; the deadline begins anew."),
    "rated": pgettext_lazy(
        "receipt step", "You rated the answer with %(answer)s and the outcome with %(outcome)s."
    ),
}


def step_for_citizen(content: Mapping[str, str]) -> str | None:
    """The sentence for a step's content; None for steps that stay inside."""
    words = STEPS.get(content.get("step", ""))
    if words is None:
        return None
    try:
        return str(words) % content
    except KeyError:
        return None
