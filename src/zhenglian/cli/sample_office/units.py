"""The ministry with its history, its centre and institute; and a bureau on each level below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhenglian.kernel.clock import Clock
from zhenglian.people.api import Unit, create_unit, rename_unit
from zhenglian.people.enums import UnitKind, UnitLevel

# Decided by the National People's Congress on these days.
FOUNDED_AS_ADMINISTRATION = date(1998, 3, 10)
BECAME_A_MINISTRY = date(2008, 3, 15)
REFORM = date(2018, 3, 17)
MINISTRY = "生态环境部"
BELOW = (
    ("示例省生态环境厅", "示例省厅", UnitLevel.PROVINCE),
    ("示例市生态环境局", "示例市局", UnitLevel.CITY),
    ("示例县生态环境局", "示例县局", UnitLevel.COUNTY),
)


@dataclass(frozen=True, slots=True)
class SampleUnits:
    """`institute` writes, `centre` answers for the accounts, `ministry` stands above all."""

    ministry: Unit
    centre: Unit
    institute: Unit


def load_units(*, clock: Clock) -> SampleUnits:
    """Finds them by name, so that a second load opens nothing."""
    if not Unit.objects.filter(name=MINISTRY).exists():
        _open_units(clock)
    found = {unit.name: unit for unit in Unit.objects.all()}
    return SampleUnits(found[MINISTRY], found["宣传教育中心"], found["环境公共关系与战略研究所"])


def _open_units(clock: Clock) -> None:
    ministry = create_unit(
        "国家环境保护总局",
        short_name="环保总局",
        level=UnitLevel.STATE,
        kind=UnitKind.AFFILIATED,
        valid_from=FOUNDED_AS_ADMINISTRATION,
        actor=None,
        clock=clock,
    )
    for name, short, day in (
        ("环境保护部", "环保部", BECAME_A_MINISTRY),
        (MINISTRY, "生态环境部", REFORM),
    ):
        ministry = rename_unit(
            ministry, name, short_name=short, kind=UnitKind.DEPARTMENT, on=day, actor=None, clock=clock
        )
    centre = create_unit(
        "宣传教育中心",
        short_name="宣教中心",
        level=UnitLevel.STATE,
        kind=UnitKind.INSTITUTION,
        parent=ministry,
        actor=None,
        clock=clock,
    )
    create_unit(
        "环境公共关系与战略研究所",
        short_name="研究所",
        level=UnitLevel.STATE,
        kind=UnitKind.OFFICE,
        parent=centre,
        actor=None,
        clock=clock,
    )
    above = ministry
    for name, short, level in BELOW:
        above = create_unit(
            name,
            short_name=short,
            level=level,
            kind=UnitKind.DEPARTMENT,
            parent=above,
            actor=None,
            clock=clock,
        )
