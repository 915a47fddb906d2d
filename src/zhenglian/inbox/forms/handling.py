"""What an officer decides about a matter: who, which class, why. Replies stand in `replies`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenglian.inbox.actions.matters import DEFAULT_CLASS
from zhenglian.inbox.errors import CannotSplit, ConsentMissing, ReasonMissing, TextMissing
from zhenglian.inbox.models import Matter
from zhenglian.people.api import Staff, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhenglian.inbox.selectors.desk_choices import Choices

LONGEST_TEXT = 4000
FEWEST_PARTS = 2  # make a split
PARTS = 4  # lines of the form that splits a matter; who needs more splits again


class MatterForm(forms.Form):
    """`offered`: what the person may choose on this matter."""

    def __init__(self, *args: Any, offered: Choices, **kwargs: Any) -> None:  # Any: as in Django
        self.offered = offered
        super().__init__(*args, **kwargs)
        self.offer()

    def offer(self) -> None:
        """Fills the choices of its fields."""

    def set_choices(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:  # Any: value and label
        field: Any = self.fields[name]  # Any: Django's fields are typed by their base
        field.choices = list(choices)


class BareForm(MatterForm):
    """A button alone."""


class NoteForm(MatterForm):
    text = forms.CharField(
        label=_("Text of the note"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The citizen never sees it. With @ and a name you call a colleague."),
        error_messages={"required": TextMissing.message},
    )
    mentions = forms.MultipleChoiceField(
        label=_("Call colleagues"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def offer(self) -> None:
        self.set_choices("mentions", [(str(one.pk), str(one)) for one in self.offered.readers])

    def called(self) -> list[Staff]:
        """Ticked, or named in the text with an @ before the name."""
        text, ticked = self.cleaned_data["text"], set(self.cleaned_data["mentions"])
        return [one for one in self.offered.readers if str(one.pk) in ticked or f"@{one}" in text]


class AssignForm(MatterForm):
    unit = forms.ChoiceField(label=_("Team"), required=False)
    assignee = forms.ChoiceField(label=_("Person of this team"), required=False)

    def offer(self) -> None:
        self.set_choices(
            "unit", [("", _("the same team")), *((str(unit.pk), str(unit)) for unit in self.offered.units)]
        )
        self.set_choices(
            "assignee", [("", _("nobody yet")), *((str(one.pk), str(one)) for one in self.offered.officers)]
        )

    def clean(self) -> dict[str, Any]:  # Any: clean values
        values = super().clean() or self.cleaned_data
        if not values.get("unit") and not values.get("assignee"):
            raise forms.ValidationError(_("Please choose a team or a person."))
        return values

    def chosen(self) -> dict[str, Unit | Staff | None]:
        by_unit = {str(unit.pk): unit for unit in self.offered.units}
        by_person = {str(one.pk): one for one in self.offered.officers}
        return {
            "unit": by_unit.get(self.cleaned_data["unit"]),
            "assignee": by_person.get(self.cleaned_data["assignee"]),
        }


class ClassForm(MatterForm):
    class_key = forms.ChoiceField(label=_("Class"))

    def offer(self) -> None:
        self.set_choices("class_key", self.offered.classes)


class ReasonForm(MatterForm):
    reason = forms.CharField(
        label=_("Reason"), max_length=300, error_messages={"required": ReasonMissing.message}
    )


class ShownReasonForm(ReasonForm):
    """A reason that the citizen reads."""

    def offer(self) -> None:
        self.fields["reason"].help_text = _("The citizen reads it on the receipt page.")


class MergeForm(MatterForm):
    into = forms.ChoiceField(
        label=_("Merge into"), error_messages={"required": _("Please choose a matter to merge with.")}
    )

    def offer(self) -> None:
        self.set_choices("into", [(str(one.pk), label) for one, label in self.offered.alikes])

    def chosen(self) -> Matter:
        return next(one for one, _label in self.offered.alikes if str(one.pk) == self.cleaned_data["into"])


class SplitForm(MatterForm):
    """`PARTS` lines of summary, class and team; lines without a summary are left out."""

    def offer(self) -> None:
        units = [(str(unit.pk), str(unit)) for unit in self.offered.units]
        for number in range(1, PARTS + 1):
            self.fields[f"summary{number}"] = forms.CharField(
                label=_("Part %(number)s") % {"number": number}, max_length=80, required=False
            )
            self.fields[f"class{number}"] = forms.ChoiceField(
                label=_("Class of part %(number)s") % {"number": number},
                choices=self.offered.classes,
                initial=DEFAULT_CLASS,
            )
            self.fields[f"unit{number}"] = forms.ChoiceField(
                label=_("Team of part %(number)s") % {"number": number}, choices=units
            )

    def clean(self) -> dict[str, Any]:  # Any: clean values
        values = super().clean() or self.cleaned_data
        if sum(1 for name in values if name.startswith("summary") and values[name]) < FEWEST_PARTS:
            raise forms.ValidationError(CannotSplit.message)
        return values

    def lines(self) -> list[list[Any]]:  # Any: bound fields
        """For the template: the three fields of each part."""
        return [
            [self[f"{name}{number}"] for name in ("summary", "class", "unit")]
            for number in range(1, PARTS + 1)
        ]

    def chosen(self) -> list[tuple[str, str, Unit]]:
        """(summary, class, unit) of each part."""
        by_unit = {str(unit.pk): unit for unit in self.offered.units}
        values = self.cleaned_data
        return [
            (values[f"summary{number}"], values[f"class{number}"], by_unit[values[f"unit{number}"]])
            for number in range(1, PARTS + 1)
            if values[f"summary{number}"]
        ]


class HandOnForm(MatterForm):
    handler = forms.ChoiceField(label=_("Hand on to"))

    def offer(self) -> None:
        self.set_choices("handler", [(one.key, one.label) for one in self.offered.handlers])


class LinkForm(MatterForm):
    code = forms.CharField(
        label=_("Receipt code of another matter of the same person"),
        max_length=20,
        help_text=_("Only a matter that you may read."),
    )
    how = forms.CharField(
        label=_("How the person agreed"), max_length=100, error_messages={"required": ConsentMissing.message}
    )
    words = forms.CharField(
        label=_("In which words"), max_length=300, error_messages={"required": ConsentMissing.message}
    )

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).replace("-", "").replace(" ", "").upper()
