"""Opening, changing, moving, renaming, merging and closing units. Nothing is ever removed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.authority import office_day
from zhenglian.people.errors import (
    LevelAboveParent,
    NotAdministratorHere,
    NothingToMerge,
    UnitBelowItself,
    UnitNotInForce,
)
from zhenglian.people.models import Posting, Unit
from zhenglian.people.rules import can_administer, is_level_fitting
from zhenglian.people.selectors import in_force
from zhenglian.people.signals import units_changed

if TYPE_CHECKING:
    from zhenglian.people.enums import UnitKind, UnitLevel
    from zhenglian.people.models import Staff

DAY = timedelta(days=1)
FEWEST_TO_MERGE = 2


@transaction.atomic
def create_unit(
    name: str,
    *,
    level: UnitLevel | int,
    kind: UnitKind | str,
    actor: Staff | None,
    parent: Unit | None = None,
    short_name: str = "",
    code: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
    predecessors: Iterable[Unit] = (),
    clock: Clock = SYSTEM,
) -> Unit:
    """Open a unit below `parent` (None: at the top). Raises LevelAboveParent, NotAdministratorHere."""
    _demand_administrator(actor, parent, clock)
    _demand_fitting_level(level, parent)
    unit = Unit(
        name=name,
        short_name=short_name,
        code=code,
        level=level,
        kind=kind,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    unit = _place(unit, parent)
    unit.predecessors.set(predecessors)
    detail = {"parent": str(parent or ""), "level": int(level), "kind": str(kind), "valid_from": valid_from}
    record("people.create_unit", actor=actor, on=unit, detail=detail, clock=clock)
    units_changed.send(Unit)
    return unit


@transaction.atomic
def change_unit(
    unit: Unit,
    *,
    actor: Staff | None,
    level: UnitLevel | int,
    kind: UnitKind | str,
    short_name: str,
    code: str,
    clock: Clock = SYSTEM,
) -> Unit:
    """Correct what is on record. A new name is `rename_unit`, a new place `move_unit`."""
    _demand_administrator(actor, unit, clock)
    _demand_fitting_level(level, unit.get_parent())
    if unit.get_children().filter(level__lt=level).exists():
        raise LevelAboveParent
    after = {"level": int(level), "kind": str(kind), "short_name": short_name, "code": code}
    before = {name: getattr(unit, name) for name in after}
    for name, value in after.items():
        setattr(unit, name, value)
    unit.save(update_fields=list(after))
    record("people.change_unit", actor=actor, on=unit, detail={"before": before, "after": after}, clock=clock)
    units_changed.send(Unit)
    return unit


@transaction.atomic
def move_unit(unit: Unit, parent: Unit, *, actor: Staff | None, clock: Clock = SYSTEM) -> Unit:
    """Place the unit, with all below it, under another one. Both places must be the actor's."""
    _demand_administrator(actor, unit, clock)
    _demand_administrator(actor, parent, clock)
    _demand_fitting_level(unit.level, parent)
    if parent.path.startswith(unit.path):
        raise UnitBelowItself
    before = unit.get_parent()
    unit.move(parent, pos="last-child")
    unit = Unit.objects.get(pk=unit.pk)
    detail = {"from": str(before or ""), "to": str(parent)}
    record("people.move_unit", actor=actor, on=unit, detail=detail, clock=clock)
    units_changed.send(Unit)
    return unit


@transaction.atomic
def rename_unit(
    unit: Unit,
    name: str,
    *,
    actor: Staff | None,
    on: date | None = None,
    short_name: str = "",
    kind: UnitKind | str = "",
    clock: Clock = SYSTEM,
) -> Unit:
    """Give the unit a new name from the day `on` (default: today) and keep the old one as predecessor.

    With the name its kind may change. The living unit keeps its row, so that its staff, accounts and
    articles stay where they are; the old name becomes a closed unit beside it.
    """
    _demand_administrator(actor, unit, clock)
    day = on or office_day(clock)
    _demand_in_force([unit], day - DAY)
    former = Unit(
        name=unit.name,
        short_name=unit.short_name,
        code=unit.code,
        level=unit.level,
        kind=unit.kind,
        valid_from=unit.valid_from,
        valid_until=day - DAY,
    )
    former = _place(former, unit.get_parent())
    former.predecessors.set(unit.predecessors.all())
    unit = Unit.objects.get(pk=unit.pk)
    unit.name, unit.short_name, unit.valid_from = name, short_name, day
    unit.kind = kind or unit.kind
    unit.save(update_fields=["name", "short_name", "valid_from", "kind"])
    unit.predecessors.set([former])
    detail = {"before": former.name, "after": name, "on": day}
    record("people.rename_unit", actor=actor, on=unit, detail=detail, clock=clock)
    units_changed.send(Unit)
    return unit


@transaction.atomic
def merge_units(
    olds: Sequence[Unit],
    name: str,
    *,
    actor: Staff | None,
    on: date | None = None,
    short_name: str = "",
    code: str = "",
    clock: Clock = SYSTEM,
) -> Unit:
    """Close the units the day before `on` (default: today) and open their common successor.

    It stands where the first of them stood, with the highest of their levels; postings are carried
    over, units below move along. Accounts and articles of the old ones are reached by the
    successor's staff (`selectors.reaching_units`).
    """
    if len({unit.pk for unit in olds}) < FEWEST_TO_MERGE:
        raise NothingToMerge
    for unit in olds:
        _demand_administrator(actor, unit, clock)
    day = on or office_day(clock)
    _demand_in_force(olds, day - DAY)
    new = create_unit(
        name,
        level=min(unit.level for unit in olds),
        kind=olds[0].kind,
        parent=olds[0].get_parent(),
        short_name=short_name,
        code=code,
        valid_from=day,
        predecessors=olds,
        actor=actor,
        clock=clock,
    )
    carried = sum(_hand_over(unit, new, day) for unit in olds)
    detail = {"merged": [unit.name for unit in olds], "on": day, "postings": carried}
    record("people.merge_units", actor=actor, on=new, detail=detail, clock=clock)
    units_changed.send(Unit)
    return Unit.objects.get(pk=new.pk)


@transaction.atomic
def close_unit(unit: Unit, *, last_day: date, actor: Staff | None, clock: Clock = SYSTEM) -> Unit:
    """The unit exists up to `last_day`. Its postings stay on record and keep their own dates."""
    _demand_administrator(actor, unit, clock)
    _demand_in_force([unit], last_day)
    unit.valid_until = last_day
    unit.save(update_fields=["valid_until"])
    record("people.close_unit", actor=actor, on=unit, detail={"last_day": last_day}, clock=clock)
    units_changed.send(Unit)
    return unit


def _hand_over(old: Unit, new: Unit, day: date) -> int:
    """Close the old unit; its postings and the units below go on in the new one."""
    last_day = day - DAY
    Unit.objects.filter(pk=old.pk).update(valid_until=last_day)
    living = list(Posting.objects.filter(in_force(day), unit=old))
    for posting in living:
        Posting.objects.get_or_create(
            staff=posting.staff,
            unit=new,
            role=posting.role,
            defaults={"valid_from": day, "valid_until": posting.valid_until},
        )
    Posting.objects.filter(pk__in=[posting.pk for posting in living]).update(valid_until=last_day)
    for child in Unit.objects.get(pk=old.pk).get_children():
        Unit.objects.get(pk=child.pk).move(Unit.objects.get(pk=new.pk), pos="last-child")
    return len(living)


def _place(unit: Unit, parent: Unit | None) -> Unit:
    if parent is None:
        return Unit.add_root(instance=unit)
    return Unit.objects.get(pk=parent.pk).add_child(instance=unit)


def _demand_administrator(actor: Staff | None, unit: Unit | None, clock: Clock) -> None:
    if not can_administer(actor, unit, clock=clock):
        raise NotAdministratorHere


def _demand_fitting_level(level: UnitLevel | int, parent: Unit | None) -> None:
    if not is_level_fitting(level, parent):
        raise LevelAboveParent


def _demand_in_force(units: Iterable[Unit], day: date) -> None:
    if not all(unit.is_valid_on(day) for unit in units):
        raise UnitNotInForce
