"""Why a file of a citizen is not here, as an officer reads it. Pure; the keys stand in `Media.reason`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

METADATA_KEPT = "metadata_kept"

REASONS: Mapping[str, StrOrPromise] = {
    "": "",
    "empty": _("The file is empty."),
    "too_large": _("The file is larger than 10 MB."),
    "too_many_pixels": _("The picture is too large to be opened safely."),
    "unreadable": _("The file is damaged and cannot be opened."),
    "wrong_kind": _("The file is not of a kind that we accept."),
    "gone": _("The platform no longer has this file. It keeps files for three days."),
    "waiting": _("The platform did not hand the file out. It is tried again."),
    METADATA_KEPT: _("This file may still say with which device and where it was recorded."),
}


def media_reason(key: str) -> StrOrPromise:
    """A sentence; a key that a later version wrote shows as nothing."""
    return REASONS.get(key, "")
