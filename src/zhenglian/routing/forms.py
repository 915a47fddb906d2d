"""What is filled in about a row, an example, a trial, a file, and the reason for a switch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.people.enums import UnitLevel
from zhenglian.routing.actions.drafting import RowFacts, short_code_of
from zhenglian.routing.errors import ReasonMissing, RowNotFit
from zhenglian.routing.keys import LONGEST_AREA, LONGEST_CATEGORY
from zhenglian.routing.names import is_area
from zhenglian.routing.questions import Question
from zhenglian.routing.selectors.units import names_of_units
from zhenglian.routing.spreadsheet import BETWEEN

if TYPE_CHECKING:
    from zhenglian.people.api import Unit
    from zhenglian.routing.models import Duty

ANY_LEVEL = ("", _("any level"))
MOST_DAYS = 366


class UnitField(forms.CharField):
    """A unit by its name; `names` are set by the form. Clean value: the unit, or None."""

    def __init__(self, **kwargs: Any) -> None:  # Any: Django's own
        super().__init__(max_length=200, widget=forms.TextInput(attrs={"list": "routing-units"}), **kwargs)

    def clean(self, value: Any) -> Any:  # Any: Django's own
        text = super().clean(value)
        if not text:
            return None
        unit, problem = names_of_units().found(text)
        if unit is None:
            raise forms.ValidationError(problem)
        return unit


class UnitsField(forms.CharField):
    """Several, with a semicolon between. Clean value: a tuple of units."""

    def clean(self, value: Any) -> Any:  # Any: Django's own
        text = super().clean(value).replace(";", BETWEEN).replace("、", BETWEEN)
        names = names_of_units()
        found = [names.found(name) for name in text.split(BETWEEN) if name.strip()]
        problems = [problem for _unit, problem in found if problem]
        if problems:
            raise forms.ValidationError(problems)
        return tuple(dict.fromkeys(unit for unit, _problem in found))


class PlaceForm(forms.Form):
    """Category, area and level: of a row, an example or a question."""

    category_key = forms.CharField(
        label=_("Category"),
        max_length=LONGEST_CATEGORY,
        required=False,
        widget=forms.TextInput(attrs={"list": "routing-categories"}),
        help_text=_("Empty: all categories. Those below it are included."),
    )
    area_code = forms.CharField(
        label=_("Area code"),
        max_length=LONGEST_AREA,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("2 digits a province, 4 a city, 6 a county. Empty: everywhere."),
    )
    level = forms.TypedChoiceField(
        label=_("Level that the matter came in at"),
        choices=[ANY_LEVEL, *UnitLevel.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )

    def clean_area_code(self) -> str:
        code: str = self.cleaned_data["area_code"]
        try:
            clean = short_code_of(code)
        except RowNotFit as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        if not is_area(clean):
            raise forms.ValidationError(_("There is no area with this code."))
        return clean


class FactsForm(PlaceForm):
    """`facts` after `is_valid`."""

    unit = UnitField(label=_("Lead"), error_messages={"required": _("Please name the office.")})
    note = forms.CharField(label=_("Basis or note"), max_length=200, required=False)

    @property
    def facts(self) -> RowFacts:
        values = self.cleaned_data
        helpers: tuple[Unit, ...] = values.get("co_handlers", ())
        names = ("unit", "category_key", "area_code", "level", "note")
        return RowFacts(**{name: values[name] for name in names}, co_handlers=helpers)


class RowForm(FactsForm):
    co_handlers = UnitsField(
        label=_("Co-handlers"),
        max_length=600,
        required=False,
        help_text=_("Names of units with a semicolon between. Empty: none."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ["category_key", "area_code", "level", "unit", "co_handlers", "note", "seen"]


class ExampleForm(FactsForm):
    field_order = ["category_key", "area_code", "level", "unit", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own
        super().__init__(*args, **kwargs)
        self.fields["unit"].label = _("Right unit")
        self.fields["note"].label = _("Why it is right")


class AskForm(PlaceForm):
    """One question, asked by hand. `question` after `is_valid`."""

    about = UnitField(label=_("Unit complained about"), required=False)

    @property
    def question(self) -> Question:
        values = self.cleaned_data
        about = frozenset({values["about"].pk} if values["about"] else ())
        return Question(values["category_key"], values["area_code"], values["level"], about)


class DaysForm(forms.Form):
    days = forms.IntegerField(
        label=_("Questions of the last days"), min_value=1, max_value=MOST_DAYS, initial=31
    )


class SeenForm(forms.Form):
    """`seen`: the `edit` of the draft that the person looked at."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class FileForm(SeenForm):
    file = forms.FileField(label=_("CSV file"), widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}))


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=pgettext_lazy("routing", "Reason"),
        max_length=200,
        help_text=_("It is kept in the audit record."),
        error_messages={"required": ReasonMissing.message},
    )


class SwitchForm(ReasonForm, SeenForm):
    """Reason and what was looked at."""


def initial_of(duty: Duty) -> dict[str, object]:
    """A row as its form shows it."""
    names = names_of_units()
    return {
        "category_key": duty.category_key,
        "area_code": duty.area_code,
        "level": duty.level,
        "unit": names.spelling(duty.unit),
        "co_handlers": BETWEEN.join(names.spelling(unit) for unit in duty.co_handlers.all()),
        "note": duty.note,
    }
