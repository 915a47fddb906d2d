"""The phone page's form: what, where, photos, contact. What is wrong stands beside its field."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.cases.citizen_words import KINDS
from zhenglian.cases.geography import area_name, is_county
from zhenglian.cases.reports import MOST_PHOTOS, MOST_WORDS, Contact, Place, Report
from zhenglian.cases.topic_names import topics
from zhenglian.clocks import api as clocks
from zhenglian.kernel.ids import hex_id
from zhenglian.people.api import Unit
from zhenglian.places.enums import Datum

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from zhenglian.cases.selectors.nearby import Nearby

KEY = re.compile(r"[0-9a-f]{32}")
DIGITS = range(5, 21)
PHOTO_BYTES = 10 * 2**20
NEITHER = "none"
PHOTOS_WRONG = _("Up to 6 photos can be sent, in the formats JPG, PNG or WebP, each up to 10 MB.")
PIN_WRONG = _("The position cannot be read. Please take it again, or type the address.")


class Photos(forms.ClearableFileInput):
    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """At most six; an empty list when none was chosen. What they are turns out when they are read."""

    widget = Photos(attrs={"accept": "image/*"})

    def clean(self, data: Any, initial: Any = None) -> Any:  # Any: as in Django
        files = [one for one in (data or []) if one]
        if len(files) > MOST_PHOTOS or any(one.size > PHOTO_BYTES for one in files):
            raise forms.ValidationError(PHOTOS_WRONG)
        return [super(PhotosField, self).clean(one, initial) for one in files]


class ReportForm(forms.Form):
    """`key` is made with the form; `website` stays empty: only machines fill it.

    `county` and `join` are asked by the page when the place is not certain, or others reported the same.
    """

    required_css_class = "required"
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)
    written_at = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    lon = forms.FloatField(widget=forms.HiddenInput, required=False, min_value=-180, max_value=180)
    lat = forms.FloatField(widget=forms.HiddenInput, required=False, min_value=-90, max_value=90)
    accuracy = forms.FloatField(widget=forms.HiddenInput, required=False, min_value=0, max_value=1e6)
    datum = forms.ChoiceField(widget=forms.HiddenInput, required=False, choices=Datum.choices)
    asked = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    class_key = forms.ChoiceField(
        label=_("What kind of report is it?"),
        widget=forms.RadioSelect,
        initial="complaint",
        error_messages={"required": _("Please choose what kind of report it is.")},
    )
    text = forms.CharField(
        label=_("What happened?"),
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Since when, how bad it is, what should be done. Please name no private persons."),
        error_messages={
            "required": _("Please say what happened."),
            "max_length": _("The text has %(show_value)d characters; 5,000 are possible. Please shorten it."),
        },
    )
    topic = forms.ChoiceField(
        label=_("Topic"),
        required=False,
        help_text=_("If you do not know, leave it open: we find the right one."),
    )
    place_words = forms.CharField(
        label=_("Address or description of the place"),
        required=False,
        max_length=200,
        help_text=_("As exactly as you can: county, town, street, house number, or what stands beside it."),
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    county = forms.CharField(
        label=_("In which county is it?"), required=False, max_length=12, widget=forms.RadioSelect
    )
    join = forms.CharField(
        label=_("Is it one of these?"), required=False, max_length=12, widget=forms.RadioSelect
    )
    about = forms.CharField(
        label=_("Does it complain about an office? Which one?"),
        required=False,
        max_length=120,
        help_text=_("An office never handles a complaint about itself. Leave it empty if it is about none."),
        widget=forms.TextInput(attrs={"list": "offices", "autocomplete": "off"}),
    )
    photos = PhotosField(
        label=_("Photos"),
        required=False,
        help_text=_("Up to 6. Where and when they were taken is removed from the files."),
    )
    name = forms.CharField(
        label=_("Your name"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    mail = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=120,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("This is not an e-mail address. Please compare it again.")},
    )
    is_public = forms.BooleanField(
        label=_("My report may be published: without name and number, after somebody has checked it."),
        required=False,
    )
    consent = forms.BooleanField(
        label=_("I have read this and agree."),
        error_messages={"required": _("Without your consent we may not take the report.")},
    )
    website = forms.CharField(required=False, max_length=200, label=_("Please leave this field empty"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: as in Django
        super().__init__(*args, **kwargs)
        offered = {each.key for each in clocks.classes()}
        self._offer("class_key", [(key, labelled(*words)) for key, words in KINDS.items() if key in offered])
        self._offer("topic", [("", _("I do not know")), *((each.key, each.name) for each in topics())])
        self.fields["key"].initial = hex_id
        self.fields["datum"].initial = Datum.WGS84

    def ask(self, counties: Sequence[str], nearby: Sequence[Nearby]) -> None:
        """What the page asks besides, before the report is taken."""
        if counties:
            self._ask(
                "county", [*((code, area_name(code)) for code in counties), (NEITHER, _("I am not sure"))]
            )
        if nearby:
            self._ask("join", [*map(_similar, nearby), (NEITHER, _("No, it is something else"))])

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:  # Any: value and label
        field: Any = self.fields[name]  # Any: Django's fields are typed by their base
        field.choices = choices

    def _ask(self, name: str, choices: list[tuple[Any, Any]]) -> None:  # Any: value and label
        widget: Any = self.fields[name].widget  # Any: as above
        widget.choices = choices

    def clean_key(self) -> str:
        key = self.cleaned_data["key"]
        return key if KEY.fullmatch(key) else hex_id()

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Please leave this field empty; then send the report again."))
        return ""

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"].strip()
        digits = sum(sign.isdigit() for sign in phone)
        if phone and digits not in DIGITS:
            raise forms.ValidationError(_("A telephone number has 5 to 20 digits."))
        return phone

    def clean_about(self) -> int | None:
        """The office's id. Only one that there is, so that it can be left out."""
        name = self.cleaned_data["about"].strip()
        if not name:
            return None
        found = Unit.objects.filter(name=name, valid_until=None).first()
        if found is None:
            raise forms.ValidationError(
                _("There is no office of this name. Please choose it from the list, or leave this empty.")
            )
        return found.pk

    def clean(self) -> dict[str, Any]:  # Any: as in Django
        found: dict[str, Any] = super().clean() or {}
        if {"lon", "lat", "datum"} & set(self.errors) or (found.get("lon") is None) != (
            found.get("lat") is None
        ):
            self.add_error("place_words", PIN_WRONG)
        elif found.get("lon") is None and not (found.get("place_words") or "").strip():
            self.add_error("place_words", _("Please say where: take your position, or type the address."))
        return found

    def place(self) -> Place:
        said = self.cleaned_data
        county = said.get("county") or ""
        return Place(
            lon=said["lon"],
            lat=said["lat"],
            datum=said["datum"] or Datum.WGS84,
            accuracy_m=said.get("accuracy"),
            words=said["place_words"],
            county_code=county if county != NEITHER and is_county(county) else "",
        )

    def report(self, place: Place, photos: Sequence[bytes], written_at: datetime | None) -> Report:
        said = self.cleaned_data
        return Report(
            text=said["text"],
            place=place,
            contact=Contact(said["name"], said["phone"], said["mail"]),
            class_key=said["class_key"],
            category_key=said["topic"],
            is_public=said["is_public"],
            received_at=written_at,
            about=frozenset() if said["about"] is None else frozenset({said["about"]}),
            photos=tuple(photos),
        )

    def chosen_photos(self) -> list[IO[bytes]]:
        return list(self.cleaned_data["photos"])


def labelled(name: Any, hint: Any) -> str:  # Any: lazy translations
    """A choice with its plain words below it."""
    return format_html('<strong>{}</strong> <span class="hint">{}</span>', name, hint)


def _similar(near: Nearby) -> tuple[str, str]:
    text = near.case.text_public[:80]
    where = pgettext_lazy("report", "%(metres)d m away, reported on %(day)s")
    told = where % {
        "metres": max(100, round(near.metres, -2)),
        "day": near.case.received_at.date().isoformat(),
    }
    return near.case.number, labelled(
        near.case.title_public or near.case.number, format_html("{}<br>{}", text, told)
    )
