"""Asks the apps above what they know of the article that is shown, and renders their answers."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from zhenglian.newsroom.signals import article_shown

register = template.Library()


@register.simple_tag(takes_context=True)
def article_notes(context: dict[str, Any]) -> SafeString:  # Any: a template's context
    """The notes of all receivers one below the other; "" when nobody has anything to say."""
    article = context["article"]
    sent: list[tuple[Any, Any]] = article_shown.send(
        type(article), article=article
    )  # Any: a signal's answers
    answers = [note for _receiver, note in sent if note]
    parts = [
        render_to_string(note.template, {**note.context}, request=context.get("request")) for note in answers
    ]
    return mark_safe("".join(parts))  # noqa: S308  each part comes from a template, escaped there
