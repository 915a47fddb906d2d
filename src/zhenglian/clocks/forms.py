"""What an administrator fills in about one class: each term as a number with its unit, and why it changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.clocks.enums import TermUnit
from zhenglian.clocks.models import Policy
from zhenglian.clocks.sheets import LONGEST_PAUSE, mistake_in
from zhenglian.clocks.shipped import Sheet
from zhenglian.clocks.terms import term_of
from zhenglian.kernel.clock import BEIJING

MOST = 999
TERMS = {
    "touch": _("First word of a person within"),
    "route": _("With the right desk within"),
    "answer": _("Answer within"),
    "extended": _("Answer within, once extended"),
    "escalate": _("Shown as due soon after"),
}
OPTIONAL = ("extended", "escalate")


class PolicyForm(forms.Form):
    """`cleaned_data["sheet"]` holds what was read. Empty numbers of optional terms mean: none."""

    label = forms.CharField(label=_("Name of the class"), max_length=40)
    longest_pause = forms.IntegerField(
        label=_("Waiting for the citizen adds at most (working days)"),
        min_value=0,
        max_value=LONGEST_PAUSE,
        help_text=_("0: never pauses. Only deadlines in working days can pause."),
    )
    citation = forms.CharField(
        label=_("Basis"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The rule that asks for these deadlines, or who decided them."),
    )
    note = forms.CharField(
        label=_("Note"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    is_retired = forms.BooleanField(label=_("No longer offered for new matters"), required=False)
    reason = forms.CharField(
        label=_("Reason for the change"),
        max_length=200,
        required=False,
        help_text=_("It is kept in the audit record."),
    )

    def __init__(self, *args: Any, policy: Policy, **kwargs: Any) -> None:  # Any: Django's own
        super().__init__(*args, **kwargs)
        for name in ("label", "longest_pause", "citation", "note", "is_retired"):
            self.initial.setdefault(name, getattr(policy, name))
        for name, label in TERMS.items():
            self._add_term(name, label, term_of(getattr(policy, name)))

    def _add_term(self, name: str, label: Any, term: Any) -> None:  # Any: a lazy text; a Term or None
        self.fields[f"{name}_amount"] = forms.IntegerField(
            label=label, min_value=0, max_value=MOST, required=name not in OPTIONAL
        )
        self.fields[f"{name}_unit"] = forms.ChoiceField(
            label=pgettext_lazy("term", "unit"), choices=TermUnit.choices
        )
        self.initial.setdefault(f"{name}_amount", term.amount if term else None)
        self.initial.setdefault(f"{name}_unit", term.unit if term else TermUnit.WORKING_DAYS)

    def terms(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """For the template: number and unit, in the order of the table."""
        return [(self[f"{name}_amount"], self[f"{name}_unit"]) for name in TERMS]

    def clean(self) -> dict[str, Any]:  # Any: clean values of several types
        values: dict[str, Any] = super().clean() or {}
        if self.errors:
            return values
        said: dict[str, Any] = {name: _spelt(values, name) for name in TERMS}  # Any: texts and a number
        said |= {name: values[name] for name in ("label", "longest_pause", "citation", "note")}
        sheet = Sheet(**said)
        mistake = mistake_in(sheet)
        if mistake:
            self.add_error(None, mistake)
        return values | {"sheet": sheet}


class TrialForm(forms.Form):
    """A moment in Beijing, as the browser's own control writes it."""

    at = forms.DateTimeField(
        label=_("If a message came in at"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )

    def clean_at(self) -> datetime:
        """Whatever zone the process shows, the office works in Beijing's."""
        value: datetime = self.cleaned_data["at"]
        return value.replace(tzinfo=BEIJING)


def _spelt(values: dict[str, Any], name: str) -> str:
    amount = values[f"{name}_amount"]
    return "" if amount is None else f"{amount}{values[f'{name}_unit']}"
