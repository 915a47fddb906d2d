"""The forms of citizens: a letter, more words, a rating, a reason for reopening, a code to look up."""

from __future__ import annotations

import re
from typing import IO, Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.clocks import api as clocks
from zhenglian.inbox.actions.receipts import LONGEST_TEXT, LONGEST_WORDS
from zhenglian.inbox.enums import AnswerWay
from zhenglian.inbox.handles import phone_digits
from zhenglian.inbox.letter_errors import PictureRefused, RatingMissing
from zhenglian.inbox.letter_words import KINDS
from zhenglian.inbox.selectors.offices import offices
from zhenglian.kernel.ids import hex_id

KEY = re.compile(r"[0-9a-f]{32}")
DIGITS = range(5, 21)
MOST_PICTURES = 3
PICTURE_BYTES = 5 * 2**20
WAYS = (
    (AnswerWay.WEB, _("On the page that I get a code for")),
    (AnswerWay.PHONE, _("Also by telephone")),
    (AnswerWay.MAIL, _("Also by e-mail")),
)
RATINGS = (
    (5, pgettext_lazy("rating", "5 very satisfied")),
    (4, pgettext_lazy("rating", "4 satisfied")),
    (3, pgettext_lazy("rating", "3 partly")),
    (2, pgettext_lazy("rating", "2 dissatisfied")),
    (1, pgettext_lazy("rating", "1 very dissatisfied")),
)
OUTCOMES = (
    (5, pgettext_lazy("outcome", "5 fully solved")),
    (4, pgettext_lazy("outcome", "4 mostly solved")),
    (3, pgettext_lazy("outcome", "3 partly solved")),
    (2, pgettext_lazy("outcome", "2 hardly solved")),
    (1, pgettext_lazy("outcome", "1 not solved at all")),
)


class PlainForm(forms.Form):
    """Without fields it is a button alone. Hints and errors are tied to their fields by Django."""

    required_css_class = "required"


class Pictures(forms.ClearableFileInput):
    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Up to three files; an empty list when none was chosen. What they are turns out when they are read."""

    widget = Pictures

    def clean(self, data: Any, initial: Any = None) -> Any:  # Any: as in Django
        files = [one for one in (data or []) if one]
        if len(files) > MOST_PICTURES or any(one.size > PICTURE_BYTES for one in files):
            raise forms.ValidationError(PictureRefused.message)
        return [super(PicturesField, self).clean(one, initial) for one in files]


class LetterForm(PlainForm):
    """What a citizen writes. `key` is made with the form; `website` stays empty: only machines fill it."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)
    class_key = forms.ChoiceField(
        label=_("What is it about?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what your letter is.")},
    )
    text = forms.CharField(
        label=_("Your letter"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What happened, where and when, and what should be done. Up to 4,000 characters."),
        error_messages={
            "required": _("Please write what it is about."),
            "max_length": _(
                "The letter has %(show_value)d characters; 4,000 are possible. Please shorten it."
            ),
        },
    )
    unit = forms.ChoiceField(
        label=_("For which office?"),
        required=False,
        help_text=_("If you do not know, leave it open: we find the right one."),
    )
    pictures = PicturesField(
        label=_("Pictures"),
        required=False,
        help_text=_("Up to 3, each up to 5 MB. Where and when they were taken is removed from the files."),
    )
    answer_way = forms.ChoiceField(
        label=_("How shall we answer?"),
        choices=WAYS,
        widget=forms.RadioSelect,
        initial=AnswerWay.WEB,
        error_messages={"required": _("Please choose how we shall answer.")},
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
    consent = forms.BooleanField(
        label=_("I have read this and agree."),
        error_messages={"required": _("Without your consent we may not take the letter.")},
    )
    website = forms.CharField(required=False, max_length=200, label=_("Please leave this field empty"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: as in Django
        super().__init__(*args, **kwargs)
        offered = {each.key for each in clocks.classes()}
        kinds = [(key, labelled(*words)) for key, words in KINDS.items() if key in offered]
        self._choose("class_key", kinds)
        units = [(str(unit.pk), unit.name) for unit in offices()]
        self._choose("unit", [("", _("I do not know")), *units])
        self.fields["key"].initial = hex_id

    def _choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:  # Any: value and label
        field: Any = self.fields[name]  # Any: Django's fields are typed by their base
        field.choices = choices

    def clean_key(self) -> str:
        key = self.cleaned_data["key"]
        return key if KEY.fullmatch(key) else hex_id()

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Please leave this field empty; then send the letter again."))
        return ""

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"].strip()
        if phone and len(phone_digits(phone)) not in DIGITS:
            raise forms.ValidationError(_("A telephone number has 5 to 20 digits."))
        return phone_digits(phone)

    def clean(self) -> dict[str, Any]:  # Any: as in Django
        found: dict[str, Any] = super().clean() or {}
        way = found.get("answer_way")
        for wanted, name, message in (
            (AnswerWay.PHONE, "phone", _("Please tell us the number under which we can call you.")),
            (AnswerWay.MAIL, "mail", _("Please tell us the address to which we can write.")),
        ):
            if way == wanted and name not in self.errors and not found.get(name):
                self.add_error(name, message)
        return found

    def content(self, pictures: list[str]) -> dict[str, Any]:  # Any: JSON
        """What is kept of it; `pictures` are cleaned files in base64."""
        names = ("text", "class_key", "unit", "name", "phone", "mail", "answer_way")
        return {name: self.cleaned_data[name] for name in names} | {"pictures": pictures}

    def chosen_pictures(self) -> list[IO[bytes]]:
        return list(self.cleaned_data["pictures"])


class AddForm(PlainForm):
    text = forms.CharField(
        label=_("What do you want to add?"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 4})
    )


class ReopenForm(PlainForm):
    reason = forms.CharField(
        label=_("What is not solved yet?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class RatingForm(PlainForm):
    answer = forms.TypedChoiceField(
        label=_("Were you answered well?"),
        choices=RATINGS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": RatingMissing.message},
    )
    outcome = forms.TypedChoiceField(
        label=_("Is it solved?"),
        choices=OUTCOMES,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": RatingMissing.message},
    )
    words = forms.CharField(
        label=_("In your words (if you like)"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class FindForm(PlainForm):
    code = forms.CharField(
        label=pgettext_lazy("letter", "Receipt code"),
        max_length=60,
        help_text=_("12 letters and digits, such as 7K2M-9QXD-4TRB. Large or small, with or without dashes."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Please type the code from your receipt.")},
    )


def labelled(name: Any, hint: Any) -> SafeString:  # Any: lazy translations
    """A choice with its plain words below it."""
    return format_html('<strong>{}</strong> <span class="hint">{}</span>', name, hint)
