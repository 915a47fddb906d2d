"""What an administrator fills in about a rule."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenglian.reviews.actions.level_rules import MOST_HOURS

LEVELS = [
    (1, _("1 level: first review")),
    (2, _("2 levels: first and second review")),
    (3, _("3 levels: first, second and third review")),
]


class RuleForm(forms.Form):
    levels = forms.TypedChoiceField(label=_("levels"), choices=LEVELS, coerce=int)
    hours = forms.IntegerField(
        label=_("hours for each level"),
        min_value=1,
        max_value=MOST_HOURS,
        help_text=_("1 to 168. Then the level is overdue, and everybody who may decide it is reminded."),
    )
    name = forms.CharField(
        label=_("name of the rule"),
        max_length=120,
        help_text=_("Reviews are shown with it. Where it tells the number of levels, change that, too."),
    )
