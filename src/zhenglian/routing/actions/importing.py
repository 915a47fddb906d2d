"""A whole file in place of the draft's rows: all of it, or nothing and every mistake by its line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.routing.actions.drafting import RowFacts, replace_rows
from zhenglian.routing.errors import FileNotFit, RowNotFit
from zhenglian.routing.keys import clean_category
from zhenglian.routing.names import is_area, unknown_categories
from zhenglian.routing.rules import demand_administrator
from zhenglian.routing.selectors.units import names_of_units
from zhenglian.routing.spreadsheet import AREA, CATEGORY, LEAD, LEVEL, LEVELS, NOTE, Line, read_file

if TYPE_CHECKING:
    from zhenglian.people.api import Staff
    from zhenglian.routing.models import Sheet
    from zhenglian.routing.unit_names import UnitNames

MOST_FAULTS = 50  # that are told; people mend the first ones first


def import_rows(data: bytes, *, seen: int, actor: Staff | None, clock: Clock = SYSTEM) -> Sheet:
    """Raises FileNotFit with the mistakes, else as `replace_rows`, which it calls."""
    demand_administrator(actor, clock)
    lines, faults = read_file(data)
    if not faults:
        rows, faults = _read(lines, names_of_units(clock=clock))
    if faults:
        raise FileNotFit(_shortened(faults))
    return replace_rows(rows, seen=seen, actor=actor, clock=clock)


def _read(lines: Sequence[Line], names: UnitNames) -> tuple[list[RowFacts], list[str]]:
    rows, faults = [], []
    unknown = unknown_categories({clean_category(line[CATEGORY]) for line in lines})
    lines_of_keys: dict[tuple[object, ...], int] = {}
    for line in lines:
        facts, problems = _facts(line, names)
        category = clean_category(line[CATEGORY])
        if category in unknown:
            problems.append(_("there is no category “%(key)s”") % {"key": category[:60]})
        if facts is not None and not problems:
            columns = facts.columns
            key = (columns["category_key"], columns["area_code"], columns["level"])
            twin = lines_of_keys.setdefault(key, line.number)
            if twin != line.number:
                problems = [_("category, area and level are those of line %(twin)d") % {"twin": twin}]
            rows.append(facts)
        faults += [_("Line %(line)d: %(what)s.") % {"line": line.number, "what": what} for what in problems]
    return rows, faults


def _facts(line: Line, names: UnitNames) -> tuple[RowFacts | None, list[str]]:
    """The row, and what is wrong with it."""
    lead, problem = names.found(line[LEAD]) if line[LEAD] else (None, _("the lead is missing"))
    helpers = [names.found(name) for name in line.helpers]
    problems = [what for what in (problem, *(what for _unit, what in helpers)) if what]
    if line[LEVEL] not in LEVELS:
        problems.append(_("“%(level)s” is no level") % {"level": line[LEVEL][:20]})
    if lead is None:
        return None, problems
    facts = RowFacts(
        unit=lead,
        category_key=line[CATEGORY],
        area_code=line[AREA],
        level=LEVELS.get(line[LEVEL]),
        co_handlers=tuple(dict.fromkeys(unit for unit, _what in helpers if unit is not None)),
        note=line[NOTE],
    )
    try:
        area = str(facts.columns["area_code"])
    except RowNotFit as refusal:
        return None, [*problems, str(refusal).rstrip("。.")]
    if not is_area(area):
        problems.append(_("there is no area %(code)s") % {"code": area})
    return facts, problems


def _shortened(faults: Sequence[str]) -> list[str]:
    if len(faults) <= MOST_FAULTS:
        return list(faults)
    more = _("And %(count)d more mistakes.") % {"count": len(faults) - MOST_FAULTS}
    return [*faults[:MOST_FAULTS], more]
