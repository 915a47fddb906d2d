"""The escalation ladder as a form: some lines, each one rung; a line without an act is left out."""

from __future__ import annotations

from string import ascii_lowercase
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenglian.cases.enums import RungAct
from zhenglian.cases.errors import LadderInvalid
from zhenglian.cases.ladder import MOST_HOURS

STARTS = [("due_soon", _("after the time of warning")), ("due", _("after the deadline"))]
MOST_RUNGS = 20
EMPTY = 3  # lines more than there are rungs, so that some can be added without script


class RungForm(forms.Form):
    """`key` stays when a time is changed: what was climbed already is not climbed again."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    act = forms.ChoiceField(
        label=_("What is done"), choices=[("", _("(no rung)")), *RungAct.choices], required=False
    )
    start = forms.ChoiceField(label=_("Counted from"), choices=STARTS)
    hours = forms.IntegerField(
        label=_("Hours later"),
        min_value=0,
        max_value=MOST_HOURS,
        initial=0,
        error_messages={
            name: _("Hours are a whole number from 0 to 8760.")
            for name in ("required", "invalid", "min_value", "max_value")
        },
    )


class LadderForm(forms.BaseFormSet[RungForm]):
    def rows(self) -> list[dict[str, Any]]:  # Any: as in the file of the ladder
        """As `read_ladder` takes them; only of a valid form. A new rung gets a key that no other has."""
        given = [form.cleaned_data for form in self.forms if form.cleaned_data.get("act")]
        taken = {one["key"] for one in given}
        found = []
        for one in given:
            key = one["key"] or _new_key(one, taken)
            taken.add(key)
            found.append({"key": key, "act": one["act"], "from": one["start"], "hours": one["hours"]})
        return found

    def clean(self) -> None:
        """Raises ValidationError for two rungs that do the same at the same time."""
        given = [form.cleaned_data for form in self.forms if form.cleaned_data.get("act")]
        times = {(one["act"], one["start"], one.get("hours")) for one in given}
        if not any(self.errors) and len(times) != len(given):
            raise forms.ValidationError(str(LadderInvalid.message))


def _new_key(one: dict[str, Any], taken: set[str]) -> str:  # Any: clean values
    plain = f"{one['act']}-{one['start'][-4:]}{one['hours']}"
    ways = (plain, *(f"{plain}{letter}" for letter in ascii_lowercase))
    return next(way for way in ways if way not in taken)


LadderFormSet = cast(  # what comes back is made from LadderForm
    "type[LadderForm]",
    forms.formset_factory(RungForm, formset=LadderForm, extra=0, max_num=MOST_RUNGS, absolute_max=MOST_RUNGS),
)
