"""Who is responsible for what: a small table over the units of the sample office, with examples."""

from __future__ import annotations

from zhenglian.cli.sample_office.units import BELOW, MINISTRY
from zhenglian.kernel.clock import Clock
from zhenglian.people.api import Unit
from zhenglian.routing.api import (
    RowFacts,
    Sheet,
    add_example,
    listed_categories,
    replace_rows,
    start_draft,
    switch_on,
)

TITLE = "2026版职责表（示例）"
AREAS = ("51", "5107", "510727")  # Sichuan, Mianyang, Pingwu: each for the unit of its level in BELOW
RIVERS = "水与环境/河湖水质"  # a category that ships with the product


def load_responsibilities(*, clock: Clock) -> None:
    """Once: afterwards the table belongs to whoever tries things out."""
    if Sheet.objects.exists():
        return
    draft = start_draft(actor=None, title=TITLE, clock=clock)
    draft = replace_rows(_rows(), seen=draft.edit, actor=None, clock=clock)
    for example in _examples():
        add_example(example, actor=None, clock=clock)
    switch_on(seen=draft.edit, reason="示例职责表", actor=None, clock=clock)


def _rows() -> list[RowFacts]:
    """The nearest unit leads, the one above helps. No row states a level: a report is addressed to nobody."""
    ministry, above = _unit(MINISTRY), _unit(MINISTRY)
    rows = [RowFacts(ministry, note="兜底：其他各行都不符合时")]
    for area, (name, _short, _level) in zip(AREAS, BELOW, strict=True):
        unit = _unit(name)
        helpers: tuple[Unit, ...] = () if above == ministry else (above,)
        rows.append(RowFacts(unit, area_code=area, co_handlers=helpers, note="属地管理"))
        above = unit
    if _has_rivers():
        helpers = tuple(_unit(name) for name, _short, _level in BELOW[:-1])
        rows.append(RowFacts(above, RIVERS, AREAS[-1], co_handlers=helpers, note="河湖：省厅、市局协办"))
    return rows


def _examples() -> list[RowFacts]:
    county, state = _unit(BELOW[-1][0]), _unit(MINISTRY)
    rivers = [RowFacts(county, RIVERS, AREAS[-1], note="县里的河流由县局主办")] if _has_rivers() else []
    return [
        *rivers,
        RowFacts(county, area_code=AREAS[-1], note="县里的事由县局主办"),
        RowFacts(_unit(BELOW[-2][0]), area_code="510703", note="同市其他区县的事由市局主办"),
        RowFacts(state, note="地点不明的由部里统筹"),
    ]


def _has_rivers() -> bool:
    """An office with categories of its own may not have it."""
    listed = [key for key, _name in listed_categories()]
    return not listed or RIVERS in listed


def _unit(name: str) -> Unit:
    return Unit.objects.get(name=name)
