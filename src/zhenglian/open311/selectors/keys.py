"""Keys for the staff page."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from zhenglian.open311.models import ApiKey


def keys() -> QuerySet[ApiKey]:
    """By client, newest first, with `reports`: how many cases came in with each."""
    return ApiKey.objects.annotate(reports=Count("receptions")).order_by("client", "-created_at", "-pk")
