"""What is asked before everything of one person leaves the house, or is erased."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenglian.inbox.enums import ErasureGround


class ExportForm(forms.Form):
    without_notes = forms.BooleanField(
        label=_("Leave out internal notes (to hand it to the citizen)"), required=False, initial=True
    )


class ErasureForm(forms.Form):
    ground = forms.ChoiceField(label=_("On which ground"), choices=ErasureGround.choices)
    is_sure = forms.BooleanField(label=_("I know that this cannot be undone"))
