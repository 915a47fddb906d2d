"""The facts of an article on one short page: what is most often changed after the first draft."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenglian.newsroom.models import ArticlePage

COVER_MAX_BYTES = 10 * 1024 * 1024


class FactsForm(forms.ModelForm[ArticlePage]):
    cover_file = forms.ImageField(
        label=_("New cover picture"), required=False, help_text=_("JPEG or PNG, up to 10 MB.")
    )

    class Meta:
        model = ArticlePage
        fields = [
            "title",
            "subtitle",
            "digest",
            "column",
            "author_line",
            "correction_note",
            "is_key",
            "is_hot",
            "is_difficult",
            "cover_alt",
        ]
        widgets = {
            "digest": forms.Textarea(attrs={"rows": 3}),
            "correction_note": forms.Textarea(attrs={"rows": 2}),
        }

    field_order = [*Meta.fields[:-1], "cover_file", "cover_alt"]

    def clean_cover_file(self) -> Any:  # Any: Django's uploaded file, with Pillow's image on it
        picture = self.cleaned_data["cover_file"]
        if picture and picture.size > COVER_MAX_BYTES:
            raise forms.ValidationError(_("This picture is larger than 10 MB."))
        return picture

    def clean(self) -> dict[str, Any]:  # Any: a model field's value each
        cleaned = super().clean() or {}
        if cleaned.get("cover_file") and not cleaned.get("cover_alt"):
            self.add_error("cover_alt", _("Please say in a few words what the picture shows."))
        return cleaned
