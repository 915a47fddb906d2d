"""What an administrator fills in about a word of the office's own, a name of an institution, a title."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from zhenglian.checks.enums import Severity
from zhenglian.kernel.ruled_views import ActorForm


class WordForm(ActorForm):
    wrong = forms.CharField(label=_("wrong"), max_length=40)
    right = forms.CharField(
        label=_("right"),
        max_length=40,
        required=False,
        help_text=_("Empty: the word should not stand at all."),
    )
    unless = forms.CharField(
        label=_("not in these contexts"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One context a line, with the word in it: there it is right and is not reported."),
    )
    severity = forms.ChoiceField(label=_("severity"), choices=Severity.choices, initial=Severity.WARN)
    reason = forms.CharField(
        label=_("reason"), max_length=200, required=False, help_text=_("Editors read it beside the finding.")
    )
    valid_from = forms.DateField(label=_("in use from"), required=False, widget=AdminDateInput)
    valid_to = forms.DateField(label=_("in use until"), required=False, widget=AdminDateInput)
    is_active = forms.BooleanField(label=_("in use"), required=False, initial=True)


class NameForm(ActorForm):
    name = forms.CharField(label=_("name"), max_length=80)
    valid_from = forms.DateField(label=_("right from"), required=False, widget=AdminDateInput)
    valid_to = forms.DateField(
        label=_("right until"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Outside these days the name is reported. Without either day it is always reported."),
    )
    correct = forms.CharField(label=_("name to use at other times"), max_length=80, required=False)
    note = forms.CharField(
        label=_("note"),
        max_length=200,
        required=False,
        help_text=_("For example the notice that changed the name."),
    )
    is_active = forms.BooleanField(label=_("in use"), required=False, initial=True)
