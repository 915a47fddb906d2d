"""What readers fill in on the public site's own pages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CodeForm(forms.Form):
    """Read as the forms of letters and of cases read it: one field named `code`."""

    required_css_class = "required"
    code = forms.CharField(
        label=pgettext_lazy("progress", "Code of the letter or the report"),
        max_length=60,
        help_text=_("12 letters and digits, such as 7K2M-9QXD-4TRB. Large or small, with or without dashes."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Please type the code of your letter or report.")},
    )
