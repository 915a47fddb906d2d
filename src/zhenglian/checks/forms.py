"""What an administrator fills in about a link rule or a reprint source."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from zhenglian.checks.enums import LinkRuleKind
from zhenglian.kernel.ruled_views import ActorForm


class ListedForm(ActorForm):
    """What both lists share; shown after their own fields."""

    note = forms.CharField(label=_("note"), max_length=200, required=False)
    valid_from = forms.DateField(label=_("valid from"), required=False, widget=AdminDateInput)
    valid_to = forms.DateField(
        label=_("valid to"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Entries are not deleted: give the last day on which this one counts."),
    )


class LinkRuleForm(ListedForm):
    kind = forms.ChoiceField(label=_("what it is"), choices=LinkRuleKind.choices)
    value = forms.CharField(
        label=_("value"),
        max_length=120,
        help_text=_("A host without https://, a parameter's name, or a word."),
    )
    field_order = ["kind", "value"]


class ReprintSourceForm(ListedForm):
    name = forms.CharField(
        label=_("name"), max_length=120, required=False, help_text=_("As articles name it after 来源.")
    )
    host = forms.CharField(
        label=_("host"),
        max_length=120,
        required=False,
        help_text=_("For example gov.cn; hosts below it count, too."),
    )
    field_order = ["name", "host"]
