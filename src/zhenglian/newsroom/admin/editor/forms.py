"""The import form: a file, or what was pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenglian.newsroom.importers.packages import MOST_BYTES
from zhenglian.newsroom.rules import WRITERS
from zhenglian.people.api import Unit, units_of

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from zhenglian.people.api import Staff

ACCEPTED = ".docx,.md,.markdown,.html,.htm,.txt"


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("file"),
        required=False,
        help_text=_("Word (.docx), Markdown, HTML or plain text, at most 25 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )
    pasted_html = forms.CharField(required=False, widget=forms.HiddenInput)
    pasted_text = forms.CharField(
        label=_("or paste the text here"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("unit"), empty_label=None)

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:  # Any: Django's signature
        super().__init__(*args, **kwargs)
        units = units_of(staff, WRITERS)
        field = self.fields["unit"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = units
            field.initial = units.first()

    def clean_file(self) -> UploadedFile[Any] | None:
        upload: UploadedFile[Any] | None = self.cleaned_data["file"]
        if upload is not None and (upload.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 25 MB."))
        return upload

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        pasted = cleaned.get("pasted_html", "") + cleaned.get("pasted_text", "")
        if not cleaned.get("file") and not pasted.strip() and not self.errors:
            raise forms.ValidationError(_("Please choose a file or paste a text."))
        return cleaned
