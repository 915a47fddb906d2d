"""How the steps of a matter read in its conversation. Pure; the keys are written by the actions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STEPS: Mapping[str, StrOrPromise] = {
    "opened": _("Matter %(code)s opened"),
    "claimed": _("Claimed"),
    "released": _("Given back to the team"),
    "assigned": _("Given to %(name)s"),
    "moved": _("Given to the team %(unit)s"),
    "classified": _("Class changed to %(label)s"),
    "waiting": _("Waiting for the citizen: %(reason)s"),
    "extended": _("More time for the answer: %(reason)s"),
    "resumed": _("The citizen wrote again; the clock runs on"),
    "waited_long": _("Waited for the citizen as long as the rules allow; the clock runs on"),
    "followed_up": _("The citizen wrote after the answer"),
    "settled": _("Further message settled without a reply"),
    "closed": _("Closed: %(reason)s"),
    "closed_quiet": _("Closed: nothing more came within a week after the answer"),
    "merged": _("Merged into matter %(code)s"),
    "took": _("Matter %(code)s was merged into this one"),
    "review_moved": _("The review of a reply ended, because another team answers now"),
    "unmerged": _("Stands for itself again"),
    "split": _("Split into %(count)s matters"),
    "handed_on": _("Handed on: %(label)s"),
    "linked": _("Linked with another channel of the same person"),
    "unlinked": _("The link with another channel was undone"),
    "erasure_asked": _("The citizen took their consent back at the platform: their data are to be erased"),
    "withdrawn": _("Withdrawn by the citizen"),
    "rated": _("The citizen rated the answer with %(answer)s of 5, the outcome with %(outcome)s of 5"),
    "reopened": _("Reopened by the citizen; the clock begins anew"),
}


def step_text(content: Mapping[str, str]) -> str:
    """The sentence for a step's content, with «…» for words that were erased.

    A key that a later version wrote shows as it is.
    """
    words = STEPS.get(content.get("step", ""))
    return content.get("step", "") if words is None else str(words) % _Known(content)


class _Known(dict[str, str]):
    def __missing__(self, _name: str) -> str:
        return "…"
