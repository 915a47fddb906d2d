"""The name under which the house appears on the staff side."""

from __future__ import annotations

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def house_name() -> str:
    """As the operator has named the website (ZHENGLIAN_SITE_NAME)."""
    return str(settings.SITE_NAME)
