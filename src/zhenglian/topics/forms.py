"""What people type in: an idea, a source, a reason, the origin of an article. Nothing is written here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenglian.fetching.errors import SchemeNotAllowed
from zhenglian.newsroom.api import Column
from zhenglian.newsroom.enums import OriginKind
from zhenglian.people.api import Unit
from zhenglian.topics.actions.sources import SourceFacts
from zhenglian.topics.enums import SourceKind
from zhenglian.topics.errors import ReasonMissing
from zhenglian.topics.models import Item, Source, Topic

INTERVALS = [
    (5, _("every 5 minutes")),
    (15, _("every 15 minutes")),
    (30, _("every 30 minutes")),
    (60, _("every hour")),
    (360, _("every 6 hours")),
    (1440, _("once a day")),
]


class _UnitForm(forms.Form):
    """Offers the units for which the person works, and the columns."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), empty_label=None)
    column = forms.ModelChoiceField(
        Column.objects.all(), label=_("Column that it suits"), required=False, empty_label=_("none")
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:  # Any: as in Django
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]  # Any: Django's fields are typed by their base
        field.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units]).order_by("path")
        if units and not self.is_bound:
            self.initial.setdefault("unit", units[0].pk)


class IdeaForm(_UnitForm):
    title = forms.CharField(label=_("Title of the topic"), max_length=200)
    note = forms.CharField(
        label=_("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ["title", "note", "unit", "column"]


class SourceForm(_UnitForm):
    name = forms.CharField(
        label=_("Name of the source"),
        max_length=80,
        help_text=_("As it is cited, for instance in a reprint."),
    )
    url = forms.URLField(
        label=_("Address"),
        max_length=500,
        assume_scheme="https",
        help_text=_("Of the feed, the sitemap or the page itself."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=SourceKind.choices)
    selector = forms.CharField(
        label=_("CSS selector"),
        max_length=200,
        required=False,
        help_text=_("For web pages: which links are news, for instance “.list li a”."),
    )
    interval_minutes = forms.TypedChoiceField(label=_("How often"), choices=INTERVALS, coerce=int, initial=30)
    field_order = ["name", "url", "kind", "selector", "interval_minutes", "unit", "column"]

    def clean_url(self) -> str:
        address: str = self.cleaned_data["url"]
        if not address.startswith(("http://", "https://")):
            raise forms.ValidationError(SchemeNotAllowed.message)
        return address

    def clean(self) -> dict[str, Any]:  # Any: clean values
        values = super().clean() or self.cleaned_data
        if values.get("kind") == SourceKind.PAGE and not values.get("selector"):
            self.add_error("selector", _("A web page needs a selector."))
        return values

    def facts(self) -> SourceFacts:
        values = self.cleaned_data
        return SourceFacts(
            name=values["name"],
            url=values["url"],
            kind=values["kind"],
            selector=values["selector"] if values["kind"] == SourceKind.PAGE else "",
            unit=values["unit"],
            column=values["column"],
            interval_minutes=values["interval_minutes"],
        )

    @classmethod
    def initial_of(cls, source: Source) -> dict[str, Any]:  # Any: initial values
        return {name: getattr(source, name) for name in cls.base_fields}


class DropForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=300, error_messages={"required": ReasonMissing.message}
    )


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(Topic.objects.all())


class WriteForm(forms.Form):
    origin = forms.ChoiceField(
        label=_("Origin"), choices=OriginKind.choices, initial=OriginKind.ORIGINAL, widget=forms.RadioSelect
    )
    item = forms.ModelChoiceField(
        Item.objects.none(), label=_("Taken from"), required=False, empty_label=_("choose the source")
    )

    def __init__(self, *args: Any, items: list[Item], **kwargs: Any) -> None:  # Any: as in Django
        super().__init__(*args, **kwargs)
        field: Any = self.fields["item"]  # Any: Django's fields are typed by their base
        field.queryset = Item.objects.filter(pk__in=[item.pk for item in items]).select_related("source")
        field.label_from_instance = lambda item: f"{item.source} · {item.title}"[:120]
        if not items:
            self.fields.pop("item")
            origin: Any = self.fields["origin"]  # Any: as above
            origin.choices = [choice for choice in OriginKind.choices if choice[0] == OriginKind.ORIGINAL]
