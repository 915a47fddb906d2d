"""What the holder of a code fills in: more words, a rating, a reason for opening again, a code to look up."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.cases.errors import RatingInvalid
from zhenglian.cases.forms.report import PhotosField
from zhenglian.cases.reports import MOST_WORDS
from zhenglian.kernel.ids import hex_id

ANSWER_RATINGS = (
    (5, pgettext_lazy("rating of an answer", "5 very satisfied")),
    (4, pgettext_lazy("rating of an answer", "4 satisfied")),
    (3, pgettext_lazy("rating of an answer", "3 partly")),
    (2, pgettext_lazy("rating of an answer", "2 dissatisfied")),
    (1, pgettext_lazy("rating of an answer", "1 very dissatisfied")),
)
OUTCOME_RATINGS = (
    (5, pgettext_lazy("rating of an outcome", "5 fully solved")),
    (4, pgettext_lazy("rating of an outcome", "4 mostly solved")),
    (3, pgettext_lazy("rating of an outcome", "3 partly solved")),
    (2, pgettext_lazy("rating of an outcome", "2 hardly solved")),
    (1, pgettext_lazy("rating of an outcome", "1 not solved at all")),
)


class PlainForm(forms.Form):
    """Without fields it is a button alone."""

    required_css_class = "required"


class AddForm(PlainForm):
    """`key` is made with the form: what is sent twice is added once."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32, initial=hex_id)
    text = forms.CharField(
        label=_("What do you want to add?"),
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Please write what you want to add.")},
    )
    photos = PhotosField(label=_("Photos"), required=False, help_text=_("If you like, up to 6."))


class ReopenForm(PlainForm):
    reason = forms.CharField(
        label=_("What is not solved yet?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Please write what is not solved yet.")},
    )


class RatingForm(PlainForm):
    answer = forms.TypedChoiceField(
        label=_("Were you answered well?"),
        choices=ANSWER_RATINGS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": RatingInvalid.message},
    )
    outcome = forms.TypedChoiceField(
        label=_("Is it solved?"),
        choices=OUTCOME_RATINGS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": RatingInvalid.message},
    )
    words = forms.CharField(
        label=_("In your words (if you like)"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class FindForm(PlainForm):
    code = forms.CharField(
        label=pgettext_lazy("case page", "Code of the report"),
        max_length=60,
        help_text=_("12 letters and digits, such as 7K2M-9QXD-4TRB. Large or small, with or without dashes."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Please type the code that you were given.")},
    )
