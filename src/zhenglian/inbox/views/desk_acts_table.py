"""The officer's decisions: for each its form, its action, and what is said when it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from zhenglian.inbox.actions import claims, course, notes
from zhenglian.inbox.actions.extending import extend_answer
from zhenglian.inbox.actions.handing_on import hand_on
from zhenglian.inbox.actions.linking import link_identities, unlink
from zhenglian.inbox.actions.merging import merge, unmerge
from zhenglian.inbox.actions.splitting import Part, split
from zhenglian.inbox.errors import CannotLink
from zhenglian.inbox.forms import handling as forms
from zhenglian.inbox.selectors.desk_queues import visible_matters

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from zhenglian.inbox.models import Matter
    from zhenglian.people.api import Staff


@dataclass(frozen=True, slots=True)
class Act:
    """`do(matter, form, staff)` with a valid form; `done` is said afterwards."""

    form: type[forms.MatterForm]
    do: Callable[[Matter, Any, Staff], object]  # Any: the form
    done: StrOrPromise
    anchor: str = "top"


def _note(matter: Matter, form: forms.NoteForm, staff: Staff) -> None:
    notes.add_note(matter, form.cleaned_data["text"], mentions=form.called(), actor=staff)


def _assign(matter: Matter, form: forms.AssignForm, staff: Staff) -> None:
    claims.assign(matter, **form.chosen(), actor=staff)  # type: ignore[arg-type]  # unit and assignee by name


def _split(matter: Matter, form: forms.SplitForm, staff: Staff) -> None:
    split(matter, [Part(*line) for line in form.chosen()], actor=staff)


def _link(matter: Matter, form: forms.LinkForm, staff: Staff) -> None:
    values = form.cleaned_data
    found = (
        visible_matters(staff).filter(code=values["code"]).select_related("conversation__identity__person")
    )
    other = found.first()
    if other is None:
        raise CannotLink
    consent = {"how": values["how"], "words": values["words"]}
    mine, theirs = matter.conversation.identity.person, other.conversation.identity.person
    link_identities(mine, theirs, consent=consent, actor=staff)


def _reason(act: Callable[..., object]) -> Callable[[Matter, forms.ReasonForm, Staff], object]:
    return lambda matter, form, staff: act(matter, reason=form.cleaned_data["reason"], actor=staff)


def _bare(act: Callable[..., object]) -> Callable[[Matter, forms.BareForm, Staff], object]:
    return lambda matter, _form, staff: act(matter, actor=staff)


ACTS: dict[str, Act] = {
    "claim": Act(forms.BareForm, _bare(claims.claim), _("You are handling this matter now."), "reply"),
    "release": Act(forms.BareForm, _bare(claims.release_claim), _("The matter is back with the team.")),
    "assign": Act(forms.AssignForm, _assign, _("Given away.")),
    "note": Act(forms.NoteForm, _note, _("Your note is kept."), "timeline"),
    "classify": Act(
        forms.ClassForm,
        lambda matter, form, staff: course.classify(matter, form.cleaned_data["class_key"], actor=staff),
        _("The class is changed; the deadlines are counted anew."),
    ),
    "wait": Act(
        forms.ReasonForm, _reason(course.wait_for_citizen), _("The matter waits for the citizen."), "timeline"
    ),
    "resume": Act(forms.BareForm, _bare(course.resume_matter), _("The matter is being handled again.")),
    "extend": Act(forms.ShownReasonForm, _reason(extend_answer), _("The deadline is extended.")),
    "close": Act(forms.ShownReasonForm, _reason(course.close), _("The matter is closed.")),
    "settle": Act(forms.BareForm, _bare(course.settle_follow_up), _("Settled without a reply.")),
    "merge": Act(
        forms.MergeForm,
        lambda matter, form, staff: merge([matter], form.chosen(), actor=staff),
        _("Merged. Both keep their receipt codes; each citizen is answered."),
    ),
    "unmerge": Act(forms.BareForm, _bare(unmerge), _("The matter stands for itself again.")),
    "split": Act(forms.SplitForm, _split, _("Split. Each part has its own code and clock.")),
    "hand_on": Act(
        forms.HandOnForm,
        lambda matter, form, staff: hand_on(matter, form.cleaned_data["handler"], actor=staff),
        _("Handed on."),
    ),
    "link": Act(forms.LinkForm, _link, _("The channels are linked; the consent is on record.")),
    "unlink": Act(
        forms.BareForm,
        lambda matter, _form, staff: unlink(matter.conversation.identity, actor=staff),
        _("The link is undone; the channel belongs to its own person again."),
    ),
}
