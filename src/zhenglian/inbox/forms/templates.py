"""What is filled in about a reply template."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from zhenglian.clocks.api import classes
from zhenglian.inbox.actions.templates import LONGEST_BODY, LONGEST_CITED, LONGEST_TITLE
from zhenglian.inbox.template_rules import template_units
from zhenglian.kernel.ruled_views import ActorForm


class TemplateForm(ActorForm):
    """Units are those of the actor; classes come with the clocks."""

    title = forms.CharField(label=_("title"), max_length=LONGEST_TITLE)
    body = forms.CharField(
        label=_("text"),
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "{称呼}, {编号} and {期限} become the citizen's name, the receipt code and the deadline."
        ),
    )
    unit = forms.TypedChoiceField(
        label=_("unit"), coerce=int, help_text=_("It and all units below it may use the template.")
    )
    class_key = forms.ChoiceField(label=_("class"), required=False)
    cites = forms.CharField(
        label=_("rule cited"),
        max_length=LONGEST_CITED,
        required=False,
        help_text=_("Title and number of the rule on which the text rests."),
    )
    valid_until = forms.DateField(
        label=_("valid until"),
        required=False,
        widget=AdminDateInput,
        help_text=_("The last day of the rule cited. Afterwards the template is no longer offered."),
    )
    is_retired = forms.BooleanField(label=_("retired"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: as in Django
        super().__init__(*args, **kwargs)
        self.units = {unit.pk: unit for unit in template_units(self.actor)}
        self.offer("unit", [(pk, str(unit)) for pk, unit in self.units.items()])
        labels = [(each.key, str(each.label)) for each in classes()]
        self.offer("class_key", [("", _("every class")), *labels])

    def clean(self) -> dict[str, Any]:  # Any: clean values
        values = super().clean() or self.cleaned_data
        if "unit" in values:
            values["unit"] = self.units[values["unit"]]
        return values
