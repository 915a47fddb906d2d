"""Where a text mentions which names, and what stands around them. No judgement: see `evidence`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhenglian.places.names.kinds import OF_CITY, OF_PROVINCE, ORDER, Kind
from zhenglian.places.names.table import Names

LONGEST_TEXT = 400  # characters; the place stands in an address, not in an essay
ROAD, BODY, OTHER = "r", "b", "o"
IS_ROAD = re.compile(
    "[东西南北中一二三四五六七八九十]{0,3}"
    "(?:路|街(?!道)|大街|大道|巷|胡同|弄|桥|线|高速|公路|国道|支路|环路|段|号|广场|花园|小区|大厦|商|宾馆|酒店|里)"
)
IS_BODY = re.compile(
    "(?:中心)?(?:人民)?"
    "(?:卫生|医院|社区|政府|派出所|小学|中学|村|学校|委|办事处|疾控|疾病|妇幼|中医|保健|接种|预防)"
)
AHEAD = 8  # characters that are looked at after a name
# A county called 市中区 is written straight after its city: 内江市中区.
RUNS_ON = "市"


@dataclass(frozen=True, slots=True)
class Mention:
    """`follows`: a road, a body or something else comes next. `begins`: nothing stands before it."""

    start: int
    end: int
    name: str
    follows: str
    begins: bool
    provinces: dict[str, str]  # first two digits: kind
    cities: dict[str, str]  # first four digits: kind
    counties: dict[str, str]  # code: the preferred kind
    foremost: str  # kind

    def kind_for(self, county: str) -> str | None:
        """What this name is for that county; None: it speaks of another place."""
        found = self.counties.get(county)
        if not self.provinces and not self.cities:  # nearly always; hundreds of counties may be asked about
            return found
        kinds = [
            kind
            for kind in (found, self.provinces.get(county[:2]), self.cities.get(county[:4]))
            if kind is not None
        ]
        return min(kinds, key=ORDER.__getitem__) if kinds else None


def mentions(text: str, names: Names) -> list[Mention]:
    text = text[:LONGEST_TEXT]
    chosen: list[Mention] = []
    end = 0
    for start, stop, number in sorted(names.found(text), key=_leftmost_longest):
        if stop <= end or (start < end and not _runs_on(text[start:stop], names.readings(number))):
            continue
        if chosen and chosen[-1].start == start:
            continue
        chosen.append(_mention(text, start, stop, names.readings(number)))
        end = stop
    return chosen


def _leftmost_longest(match: tuple[int, int, int]) -> tuple[int, int]:
    return match[0], -match[1]


def _runs_on(name: str, readings: list[tuple[str, str]]) -> bool:
    return name.startswith(RUNS_ON) and any(kind == Kind.COUNTY for kind, _code in readings)


def _mention(text: str, start: int, stop: int, readings: list[tuple[str, str]]) -> Mention:
    provinces: dict[str, str] = {}
    cities: dict[str, str] = {}
    counties: dict[str, str] = {}
    for kind, code in readings:
        if kind[0] == OF_PROVINCE:
            provinces.setdefault(code[:2], kind)
        elif kind[0] == OF_CITY:
            cities.setdefault(code[:4], kind)
        else:
            counties.setdefault(code, kind)
    ahead = text[stop : stop + AHEAD]
    follows = ROAD if IS_ROAD.match(ahead) else BODY if IS_BODY.match(ahead) else OTHER
    begins = start == 0 or not text[start - 1].isalnum()
    name = text[start:stop]
    return Mention(start, stop, name, follows, begins, provinces, cities, counties, readings[0][0])
