"""What the public may see: the masked text looked at by a person, rectangles to hide on a photo."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenglian.cases.blurring import Box

LINES = 6
SIDES = ("left", "top", "width", "height")
LARGEST = 10_000


class PublicTextForm(forms.Form):
    title = forms.CharField(label=_("Public title"), max_length=120)
    text = forms.CharField(label=_("Public text"), max_length=8000, widget=forms.Textarea(attrs={"rows": 8}))
    is_public = forms.BooleanField(
        label=_("Show it to the public"),
        required=False,
        help_text=_("Only where the citizen agreed. Telephone and identity numbers are masked once more."),
    )
    is_read = forms.BooleanField(
        label=_("I have read it: nobody can be recognised by it"),
        error_messages={"required": _("Please read the text and tick this box.")},
    )


class BlurForm(forms.Form):
    """`LINES` rectangles in pixels of the photo; empty lines are left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: as in Django
        super().__init__(*args, **kwargs)
        names = {"left": _("from left"), "top": _("from top"), "width": _("width"), "height": _("height")}
        for line in range(1, LINES + 1):
            for side in SIDES:
                self.fields[f"{side}{line}"] = forms.IntegerField(
                    label=names[side],
                    min_value=0 if side in {"left", "top"} else 1,
                    max_value=LARGEST,
                    required=False,
                )

    def lines(self) -> list[list[Any]]:  # Any: bound fields
        return [[self[f"{side}{line}"] for side in SIDES] for line in range(1, LINES + 1)]

    def clean(self) -> dict[str, Any]:  # Any: clean values
        values = super().clean() or self.cleaned_data
        for line in range(1, LINES + 1):
            given = [values.get(f"{side}{line}") is not None for side in SIDES]
            if any(given) and not all(given):
                raise forms.ValidationError(_("A rectangle needs all four numbers."))
        if not self.errors and not self._boxes(values):
            raise forms.ValidationError(_("Please mark at least one rectangle."))
        return values

    def boxes(self) -> list[Box]:
        return self._boxes(self.cleaned_data)

    @staticmethod
    def _boxes(values: dict[str, Any]) -> list[Box]:  # Any: clean values
        rows = [[values.get(f"{side}{line}") for side in SIDES] for line in range(1, LINES + 1)]
        whole = [[int(side) for side in row if side is not None] for row in rows]
        return [Box(*sides) for sides in whole if len(sides) == len(SIDES)]
