"""How acts, kinds of objects and details read to a person. Pure.

An act's msgid is its dotted name; the catalogue of audit holds a translation for each.
"""

from __future__ import annotations

import re
from typing import Any

from django.apps import apps
from django.utils.translation import gettext

from zhenglian.audit.actions import SYSTEM_NAME

DIGEST = re.compile(r"\b([0-9a-f]{8})[0-9a-f]{56}\b")  # sha256: nobody reads 64 digits; the export has them


def act_label(act: str) -> str:
    return gettext(act)


def kind_label(kind: str) -> str:
    """A model's name when `kind` is its label_lower, else the catalogue's word for it."""
    try:
        return str(apps.get_model(kind)._meta.verbose_name)
    except (LookupError, ValueError):
        return gettext(kind)


def actor_label(actor_id: str, actor_name: str, on_behalf_of: str) -> str:
    name = gettext("system") if not actor_id and actor_name == SYSTEM_NAME else actor_name
    if not on_behalf_of:
        return name
    return gettext("%(actor)s for %(principal)s") % {"actor": name, "principal": on_behalf_of}


def detail_text(detail: Any) -> str:  # Any: JSON
    """One line: `key: value` pairs, lists with commas; keys as they were recorded, digests shortened."""
    if isinstance(detail, dict):
        return "; ".join(
            f"{key}: {detail_text(value)}" for key, value in detail.items() if value not in ("", None)
        )
    if isinstance(detail, list):
        return ", ".join(detail_text(item) for item in detail)
    return DIGEST.sub(r"\1…", str(detail))
