"""Tags of the duty officer's pages: the frame's menu, remembered for a moment, and fields of forms.

The menu asks every app whether it shows its entry. An officer's screen asks with every page, so the answer is
kept for half a minute; it only decides what is shown, each page asks its own rule.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.admin.templatetags.wagtailadmin_tags import sidebar_props

register = template.Library()

KEPT_S = 30.0
MOST_KEPT = 500


class Remembered:
    """A few texts for a short time, by the log-in that asked and its language."""

    def __init__(self, *, seconds: Callable[[], float] = time.monotonic, most: int = MOST_KEPT) -> None:
        self._seconds, self._most = seconds, most
        self._texts: OrderedDict[tuple[str, str], tuple[float, SafeString]] = OrderedDict()
        self._lock = Lock()

    def text(self, key: tuple[str, str], make: Callable[[], SafeString]) -> SafeString:
        now = self._seconds()
        with self._lock:
            found = self._texts.get(key)
        if found is not None and now - found[0] < KEPT_S:
            return found[1]
        made = make()
        with self._lock:
            self._texts[key] = (now, made)
            self._texts.move_to_end(key)
            while len(self._texts) > self._most:
                self._texts.popitem(last=False)
        return made


_menus = Remembered()


@register.simple_tag(takes_context=True)
def remembered_menu(context: Any) -> SafeString:  # Any: a template's context
    """Wagtail's `sidebar_props`, at most half a minute old for the same log-in and language."""
    log_in = context["request"].session.session_key
    if log_in is None:
        return sidebar_props(context)
    return _menus.text((log_in, get_language() or ""), lambda: sidebar_props(context))


@register.inclusion_tag("inbox/desk/_field.html")
def inbox_field(field: Any) -> dict[str, Any]:  # Any: a bound field; a template's context
    """Label, field, hint and errors, tied together for screen readers."""
    described = []
    if field.help_text:
        described.append(f"{field.auto_id}_hint")
    if field.errors:
        described.append(f"{field.auto_id}_error")
    attributes: dict[str, Any] = {}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if field.errors:
        attributes["aria-invalid"] = "true"
    return {
        "field": field,
        "widget": field.as_widget(attrs=attributes),
        "is_box": getattr(field.field.widget, "input_type", "") == "checkbox",
    }
