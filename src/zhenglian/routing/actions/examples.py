"""Examples: questions with their right answer, which every sheet must hold that is switched on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.routing.actions.drafting import demand_categories
from zhenglian.routing.errors import ExampleGone
from zhenglian.routing.models import Example
from zhenglian.routing.rules import demand_administrator

if TYPE_CHECKING:
    from zhenglian.people.api import Staff
    from zhenglian.routing.actions.drafting import RowFacts


@transaction.atomic
def add_example(facts: RowFacts, *, actor: Staff | None, clock: Clock = SYSTEM) -> Example:
    """`facts.unit` is the right answer. Records `routing.add_example`. Raises RowNotFit."""
    demand_administrator(actor, clock)
    demand_categories([facts])
    example = Example.objects.create(**facts.columns, created_by=actor, created_at=clock.now())
    detail = _said(example)
    record("routing.add_example", actor=actor, on=example, detail=detail, clock=clock)
    return example


@transaction.atomic
def remove_example(example_id: int, *, actor: Staff | None, clock: Clock = SYSTEM) -> None:
    """Records `routing.remove_example`. Raises ExampleGone."""
    demand_administrator(actor, clock)
    example = Example.objects.select_for_update(of=("self",)).filter(pk=example_id).first()
    if example is None:
        raise ExampleGone
    name, detail = ("routing.example", str(example.pk), str(example)), _said(example)
    example.delete()
    record("routing.remove_example", actor=actor, on=name, detail=detail, clock=clock)


def _said(example: Example) -> dict[str, object]:
    return {
        "category": example.category_key,
        "area": example.area_code,
        "level": example.level,
        "unit": example.unit_id,
    }
