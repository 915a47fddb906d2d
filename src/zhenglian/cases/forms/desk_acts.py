"""What an officer decides about a case: one form an act, with what the act needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenglian.cases.errors import ReasonMissing, ResponsibleMissing, WordsMissing
from zhenglian.cases.forms.desk_areas import AreaField
from zhenglian.cases.forms.desk_fields import PhotosField, UnitField

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhenglian.cases.models import ClockRequest, CoHandling, Follower
    from zhenglian.people.api import Staff, Unit

ANSWER_SIGNS, PART_SIGNS, FOLLOWER_SIGNS = 8000, 4000, 30


@dataclass(frozen=True, slots=True)
class Offered:
    """What there is to choose from on one case."""

    approvers: dict[Staff, Unit] = field(default_factory=dict)  # and whose supervisors they are
    helping: list[CoHandling] = field(default_factory=list)  # not released
    own_parts: list[CoHandling] = field(default_factory=list)  # of the person's own offices
    followers: list[Follower] = field(default_factory=list)
    categories: list[tuple[str, str]] = field(default_factory=list)
    lacking: frozenset[str] = frozenset()  # "category", "county": what the case has none of
    longest_pause: int = 0  # in working days
    requests: list[ClockRequest] = field(default_factory=list)  # open, whoever may decide


class ActForm(forms.Form):
    """A button alone, unless a subclass asks for more."""

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:  # Any: as in Django
        self.offered = offered
        super().__init__(*args, **kwargs)
        self.offer()

    def offer(self) -> None:
        """Fills the choices of its fields."""

    def set_choices(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:  # Any: value and label
        target: Any = self.fields[name]  # Any: Django's fields are typed by their base
        target.choices = list(choices)


class ReasonForm(ActForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": ReasonMissing.message},
    )


class AssignForm(ActForm):
    unit = UnitField(label=_("Lead office"))


class SuggestionForm(ActForm):
    """One click: `place` of the suggestion in the case."""

    place = forms.IntegerField(min_value=0, max_value=9, widget=forms.HiddenInput)


class MoveForm(ReasonForm):
    unit = UnitField(label=_("Pass it to"))
    field_order = ("unit", "reason")


class RefuseForm(ReasonForm):
    unit = UnitField(label=_("Office that is responsible"), required=False)
    is_unknown = forms.BooleanField(label=_("We do not know which office is responsible"), required=False)
    field_order = ("reason", "unit", "is_unknown")

    def clean(self) -> dict[str, Any]:  # Any: clean values
        values = super().clean() or self.cleaned_data
        if "unit" in values and not values["unit"] and not values.get("is_unknown"):
            self.add_error("unit", str(ResponsibleMissing.message))
        return values


class ArbitrateForm(ReasonForm):
    unit = UnitField(label=_("Lead office"))
    precedent_words = forms.CharField(
        label=_("Rule for later cases"),
        max_length=300,
        required=False,
        help_text=_("It becomes a precedent that all offices read: no names, please."),
    )
    category = forms.ChoiceField(
        label=_("Topic"), required=False, help_text=_("Without a topic the decision becomes no precedent.")
    )
    county = AreaField(label=_("County"))
    field_order = ("unit", "reason", "category", "county", "precedent_words")

    def offer(self) -> None:
        """Topic and county are asked for where the case lacks them."""
        self.set_choices("category", [("", _("leave as it is")), *self.offered.categories])
        asked = self.offered.lacking if self.offered.categories else self.offered.lacking - {"category"}
        for name in {"category", "county"} - asked:
            del self.fields[name]


class OfficeForm(ActForm):
    unit = UnitField()


class CorrectForm(ActForm):
    category = forms.ChoiceField(label=_("Topic"), required=False)
    county = AreaField(label=_("County"))

    def offer(self) -> None:
        self.set_choices("category", [("", _("leave as it is")), *self.offered.categories])

    def clean(self) -> dict[str, Any]:  # Any: clean values
        values = super().clean() or self.cleaned_data
        if not self.errors and not values.get("category") and not values.get("county"):
            raise forms.ValidationError(_("Please choose a topic or a county."))
        return values


class VisitForm(ActForm):
    words = forms.CharField(
        label=_("What was found"),
        max_length=PART_SIGNS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": WordsMissing.message},
    )
    lon = forms.FloatField(label=_("Longitude (WGS-84)"), required=False, min_value=-180, max_value=180)
    lat = forms.FloatField(label=_("Latitude (WGS-84)"), required=False, min_value=-90, max_value=90)
    accuracy = forms.FloatField(required=False, min_value=0, max_value=100_000, widget=forms.HiddenInput)
    photos = PhotosField(help_text=_("At most six. Hidden metadata is removed."))

    @property
    def position(self) -> tuple[float, float] | None:
        lon, lat = self.cleaned_data.get("lon"), self.cleaned_data.get("lat")
        return None if lon is None or lat is None else (lon, lat)


class EvidenceForm(ActForm):
    words = forms.CharField(
        label=_("What it shows"), max_length=500, error_messages={"required": WordsMissing.message}
    )
    photo = forms.FileField(
        label=_("Photo"), required=False, widget=forms.FileInput(attrs={"accept": "image/*"})
    )
    document = forms.FileField(
        label=_("Document (PDF)"), required=False, widget=forms.FileInput(attrs={"accept": "application/pdf"})
    )
    link = forms.URLField(label=_("Link"), max_length=500, required=False, assume_scheme="https")

    def clean(self) -> dict[str, Any]:  # Any: clean values
        values = super().clean() or self.cleaned_data
        given = [name for name in ("photo", "document", "link") if values.get(name)]
        if not self.errors and len(given) != 1:
            raise forms.ValidationError(_("Please give exactly one: a photo, a document or a link."))
        return values

    def shown(self) -> dict[str, Any]:  # Any: bytes or text
        values = self.cleaned_data
        files = {name: values[name].read() for name in ("photo", "document") if values[name]}
        return {**files, "link": values["link"] or ""}


class AnswerForm(ActForm):
    text = forms.CharField(
        label=_("Joint answer to the citizen"),
        max_length=ANSWER_SIGNS,
        widget=forms.Textarea(attrs={"rows": 9}),
        error_messages={"required": WordsMissing.message},
        help_text=_("What was found, what was done, when, where and by whom."),
    )
    is_solved = forms.ChoiceField(
        label=_("Outcome"),
        choices=[("yes", _("solved")), ("no", _("cannot be solved; the answer says why"))],
        widget=forms.RadioSelect,
        initial="yes",
    )


class ReleaseForm(ReasonForm):
    office = forms.ChoiceField(label=_("Office"))
    field_order = ("office", "reason")

    def offer(self) -> None:
        self.set_choices("office", [(str(each.pk), str(each.unit)) for each in self.offered.helping])

    def chosen(self) -> CoHandling:
        return next(each for each in self.offered.helping if str(each.pk) == self.cleaned_data["office"])


class PartForm(ActForm):
    office = forms.ChoiceField(label=_("Office"))
    words = forms.CharField(
        label=_("Our part of the joint answer"),
        max_length=PART_SIGNS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": WordsMissing.message},
    )

    def offer(self) -> None:
        self.set_choices("office", [(str(each.pk), str(each.unit)) for each in self.offered.own_parts])

    def chosen(self) -> CoHandling:
        return next(each for each in self.offered.own_parts if str(each.pk) == self.cleaned_data["office"])


class JoinForm(ActForm):
    number = forms.CharField(
        label=_("Number of the other case"),
        max_length=12,
        error_messages={"required": _("Please give the number of the other case.")},
    )


class FollowerForm(ActForm):
    follower = forms.ChoiceField(label=_("Neighbour who joined"))
    words = forms.CharField(
        label=_("Own words in the answer"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": WordsMissing.message},
    )

    def offer(self) -> None:
        listed = [
            (str(each.pk), f"{place} {each.words}"[:FOLLOWER_SIGNS])
            for place, each in enumerate(self.offered.followers, 1)
        ]
        self.set_choices("follower", listed)

    def chosen(self) -> Follower:
        return next(each for each in self.offered.followers if str(each.pk) == self.cleaned_data["follower"])
