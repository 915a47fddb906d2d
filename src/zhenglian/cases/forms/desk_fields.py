"""Fields of the desk's forms: an office by its name, several photos at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhenglian.kernel.clock import BEIJING, SYSTEM
from zhenglian.people.api import Unit

ABOVE = "/"
NUMBER_SIGNS = 12
LIST_ID = "offices-near"


class UnitField(forms.CharField):
    """An office in force by its name, as «above/name» where several have it, or as #number.

    The page offers those nearby in a list with the id `LIST_ID`. Gives a Unit, or None for nothing.
    """

    def __init__(self, **kwargs: Any) -> None:  # Any: as in Django
        kwargs.setdefault("label", gettext_lazy("Office"))
        kwargs.setdefault("max_length", 160)
        kwargs.setdefault("help_text", gettext_lazy("Its name; choose from the list or type it."))
        kwargs.setdefault("error_messages", {"required": gettext_lazy("Please name the office.")})
        attributes = {"list": LIST_ID, "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attributes), **kwargs)

    def clean(self, value: Any) -> Any:  # Any: what was typed; Unit or None
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        found = _by_number(text) if text.startswith("#") else _by_name(text)
        if not found:
            raise forms.ValidationError(_("There is no office “%(name)s”.") % {"name": text[:60]})
        if len(found) > 1:
            ways = "、".join(spelling(unit) for unit in found[:4])
            raise forms.ValidationError(_("Several offices have this name; please write one of: %s") % ways)
        return found[0]


def spelling(unit: Unit) -> str:
    """The office with the one above it, which is how the field tells two of a name apart."""
    above = unit.get_parent()
    return f"{above.name}{ABOVE}{unit.name}" if above is not None else f"#{unit.pk}"


def spelling_of_number(digits: str) -> str:
    """Of the office with this number, as the field reads it: its name where no other has it. Else ""."""
    return next(
        (unit.name if len(_by_name(unit.name)) == 1 else spelling(unit) for unit in _by_number(f"#{digits}")),
        "",
    )


def _by_number(text: str) -> list[Unit]:
    digits = text[1:]
    if not (digits.isascii() and digits.isdigit() and len(digits) <= NUMBER_SIGNS):
        return []
    return _in_force(list(Unit.objects.filter(pk=int(digits))))


def _by_name(text: str) -> list[Unit]:
    above, _cut, name = text.rpartition(ABOVE)
    found = _in_force(list(Unit.objects.filter(name=name.strip()).order_by("path")[:20]))
    if not above:
        return found
    return [unit for unit in found if (parent := unit.get_parent()) and parent.name == above.strip()]


def _in_force(units: list[Unit]) -> list[Unit]:
    day = SYSTEM.now().astimezone(BEIJING).date()
    return [unit for unit in units if unit.is_valid_on(day)]


class ManyFiles(forms.ClearableFileInput):
    """Django's own input, which refuses more than one file unless it is told."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """A list of files as bytes; the action looks at what they are."""

    def __init__(self, **kwargs: Any) -> None:  # Any: as in Django
        kwargs.setdefault("label", gettext_lazy("Photos"))
        kwargs.setdefault("required", False)
        super().__init__(widget=ManyFiles(attrs={"accept": "image/*"}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:  # Any: as in Django; list of bytes
        files = data if isinstance(data, (list, tuple)) else [data]
        given = [super(PhotosField, self).clean(each, initial) for each in files if each]
        return [each.read() for each in given]
