"""Reply templates as they are offered on a matter, and as they stand in the list."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from zhenglian.inbox.models import Matter, ReplyTemplate
from zhenglian.inbox.template_texts import filled
from zhenglian.kernel.clock import BEIJING, SYSTEM, Clock


def templates_for(matter: Matter, *, clock: Clock = SYSTEM) -> list[tuple[ReplyTemplate, str]]:
    """In force today, of the matter's unit or one above it, for its class or all; with the filled text."""
    today = clock.now().astimezone(BEIJING).date()
    unit = matter.unit
    paths = [unit.path[:end] for end in range(unit.steplen, len(unit.path) + 1, unit.steplen)]
    rows = ReplyTemplate.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=today),
        class_key__in=("", matter.class_key),
        unit__path__in=paths,
        is_retired=False,
    )
    return [(template, filled(template, matter)) for template in rows.order_by("title", "pk")]


def all_templates() -> QuerySet[ReplyTemplate]:
    """Those to be revised first, the retired last."""
    order = ("is_retired", F("valid_until").asc(nulls_last=True), "title")
    return ReplyTemplate.objects.select_related("unit").order_by(*order)
