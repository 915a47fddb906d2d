"""What an officer writes to a citizen, and a telephone call that was taken."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenglian.inbox.actions.matters import DEFAULT_CLASS
from zhenglian.inbox.errors import TextMissing
from zhenglian.inbox.forms.handling import LONGEST_TEXT, MatterForm
from zhenglian.inbox.models import Matter
from zhenglian.inbox.receipt_codes import spaced
from zhenglian.inbox.reply_errors import AnswerMissing
from zhenglian.inbox.summaries import shortened
from zhenglian.people.api import Unit


class ReplyForm(MatterForm):
    text = forms.CharField(
        label=_("Reply to the citizen"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6, "data-typed": ""}),
        error_messages={"required": TextMissing.message},
    )
    is_answer = forms.BooleanField(
        label=_("This is the final answer"),
        required=False,
        help_text=_("It ends the clock and stands on the receipt page."),
    )
    is_sensitive = forms.BooleanField(
        label=_("Sensitive: review before sending"),
        required=False,
        help_text=_("It leaves only after a reviewer has approved it."),
    )

    def offer(self) -> None:
        """One more text for each matter that was merged into this one."""
        for matter in self.offered.merged:
            self.fields[f"also{matter.pk}"] = forms.CharField(
                label=_("Own words for the citizen of %(code)s") % {"code": spaced(matter.code)},
                max_length=LONGEST_TEXT,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=shortened(matter.summary or ""),
            )

    def clean(self) -> dict[str, Any]:  # Any: clean values
        values = super().clean() or self.cleaned_data
        if values.get("is_answer"):
            for matter in self.offered.merged:
                if not values.get(f"also{matter.pk}"):
                    self.add_error(f"also{matter.pk}", AnswerMissing.message)
        return values

    def texts(self, matter: Matter) -> dict[int, str]:
        """{matter id: words} of an answer to all."""
        values = self.cleaned_data
        return {matter.pk: values["text"], **{one.pk: values[f"also{one.pk}"] for one in self.offered.merged}}


class RevisedForm(MatterForm):
    """A reply that came back from its reviewer."""

    text = forms.CharField(
        label=_("Revised reply"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": TextMissing.message},
    )


class CalledForm(MatterForm):
    words = forms.CharField(
        label=_("What was said on the telephone"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": TextMissing.message},
    )


class PhoneForm(forms.Form):
    """A call as the officer heard it."""

    number = forms.CharField(
        label=_("Telephone number"),
        max_length=30,
        required=False,
        help_text=_("Leave it empty when the caller did not tell it."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    name = forms.CharField(
        label=_("Name of the caller"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    text = forms.CharField(
        label=_("What the caller wants"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": TextMissing.message},
    )
    class_key = forms.ChoiceField(label=_("Class"), initial=DEFAULT_CLASS)
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Team"), empty_label=None)

    def __init__(
        self, *args: Any, units: list[Unit], classes: list[tuple[str, str]], **kwargs: Any
    ) -> None:  # Any: as in Django
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]  # Any: Django's fields are typed by their base
        unit.queryset = Unit.objects.filter(pk__in=[one.pk for one in units]).order_by("path")
        class_key: Any = self.fields["class_key"]  # Any: as above
        class_key.choices = classes
        if units and not self.is_bound:
            self.initial.setdefault("unit", units[0].pk)
