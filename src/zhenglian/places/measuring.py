"""How often an address leads to the right county: what `zhenglian cases measure-places` prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from time import perf_counter

from zhenglian.places.divisions import upper_divisions
from zhenglian.places.names.finding import find_county
from zhenglian.places.names.kept import shipped_names
from zhenglian.places.names.kinds import Kind

TEXT_FIELDS = ("address", "name")
CITY_FIELDS = ("province", "city")
MOST_EXAMPLES = 20
SAME_COUNTY = {Kind.COUNTY, Kind.COUNTY_OTHER, Kind.COUNTY_FORMER, Kind.COUNTY_AUTONOMOUS}


@dataclass(slots=True)
class PlacesMeasure:
    """`right` counts rows with the right county. One whose right county we cannot tell counts as wrong."""

    rows: int = 0
    answered: int = 0
    right: int = 0
    unresolved: int = 0
    seconds: float = 0.0
    wrong: list[tuple[str, str, str]] = field(default_factory=list)  # text, right, ours

    @property
    def recall(self) -> float:
        return self.right / self.rows if self.rows else 0.0

    @property
    def precision(self) -> float:
        return self.right / self.answered if self.answered else 0.0

    @property
    def microseconds(self) -> float:
        """Of one look-up, on average."""
        return self.seconds / self.rows * 1e6 if self.rows else 0.0


def measure_places(
    records: Iterable[Mapping[str, str]], *, fields: tuple[str, ...] = TEXT_FIELDS
) -> PlacesMeasure:
    """Of each record only `fields` are read as text; province, city and district say what is right."""
    figures = PlacesMeasure()
    shipped_names()  # built before the time is taken
    for record in records:
        right = county_of(record["province"], record["city"], record["district"])
        text = text_of(record, fields=fields)
        began = perf_counter()
        found = find_county(text)
        figures.seconds += perf_counter() - began
        figures.rows += 1
        figures.unresolved += right is None
        figures.answered += found.county is not None
        figures.right += found.county is not None and found.county == right
        if found.county not in {None, right} and len(figures.wrong) < MOST_EXAMPLES:
            figures.wrong.append((text, record["district"], upper_divisions()[found.county or ""].name))
    return figures


def text_of(record: Mapping[str, str], *, fields: tuple[str, ...] = TEXT_FIELDS) -> str:
    return "，".join(record[name] for name in fields if record.get(name))


def county_of(province: str, city: str, district: str) -> str | None:
    """Code of the county that these three names mean today; None where they fit none or several."""
    names = shipped_names()
    digits = {code[:2] for kind, code in names.meanings(province) if kind == Kind.PROVINCE}
    readings = [(kind, code) for kind, code in names.meanings(district) if code[:2] in digits]
    known = upper_divisions()
    for kinds in ({Kind.COUNTY}, SAME_COUNTY, {Kind.COUNTY_SHORT}):
        counties = sorted({code for kind, code in readings if kind in kinds})
        if len(counties) > 1:
            counties = [code for code in counties if known[known[code].parent].name == city]
        if len(counties) == 1:
            return counties[0]
    shorter = [c for k, c in names.meanings(district[:-1]) if k == Kind.COUNTY_SHORT and c[:2] in digits]
    return shorter[0] if len(shorter) == 1 else None
