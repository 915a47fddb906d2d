"""A reviewer's verdict on an answer. Round and level travel along: nobody decides what they did not see."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenglian.cases.reviewed_answers import ANSWERS
from zhenglian.reviews.errors import CommentMissing


class VerdictForm(forms.Form):
    round = forms.IntegerField(widget=forms.HiddenInput)
    level = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def seen(self) -> tuple[int, int]:
        return (self.cleaned_data["round"], self.cleaned_data["level"])


class ApproveForm(VerdictForm):
    comment = forms.CharField(
        label=_("Comment (not needed)"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReturnForm(VerdictForm):
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[("", _("please choose")), *ANSWERS.offered_reasons],
        error_messages={"required": _("Please choose why it is returned.")},
    )
    comment = forms.CharField(
        label=_("What is to be changed"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": CommentMissing.message},
    )
