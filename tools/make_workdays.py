"""Writes `workdays/data/calendar.json`: days off and make-up days, from one library, checked by another.

Run it in an environment of its own, which has `chinesecalendar` and `holidays`; the product needs neither.
It writes nothing when the two disagree on any day, or when a year lacks its notice.
"""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

from chinese_calendar import constants
from holidays import country_holidays

TARGET = Path(__file__).resolve().parents[1] / "src" / "zhenglian" / "workdays" / "data" / "calendar.json"
FIRST, LAST = 2011, 2026
SATURDAY = 6
# Days on which the General Office of the State Council published a year's arrangement, and what amended it.
NOTICES = {
    2011: ["2010-12-10"],
    2012: ["2011-12-06"],
    2013: ["2012-12-10"],
    2014: ["2013-12-11"],
    2015: ["2014-12-16", "2015-05-13"],
    2016: ["2015-12-10"],
    2017: ["2016-12-01"],
    2018: ["2017-11-30"],
    2019: ["2018-12-06", "2019-03-22"],
    2020: ["2019-11-21", "2020-01-27"],
    2021: ["2020-11-25"],
    2022: ["2021-10-25"],
    2023: ["2022-12-08"],
    2024: ["2023-10-25"],
    2025: ["2024-11-12"],
    2026: ["2025-11-04"],
}
CHINESE = {holiday.value: holiday.chinese for holiday in constants.Holiday}


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=number) for number in range((date(year + 1, 1, 1) - first).days)]


def year_of(year: int) -> dict[str, Any]:  # Any: JSON
    """Only what differs from Monday to Friday, or belongs to a holiday; names in Chinese."""
    off = {str(day): CHINESE[constants.holidays[day]] for day in days_of(year) if day in constants.holidays}
    made_up = {
        str(day): CHINESE[constants.workdays[day]] for day in days_of(year) if day in constants.workdays
    }
    return {"notices": NOTICES[year], "off": off, "make_up": made_up}


def disagreements(years: dict[str, Any]) -> list[str]:
    other = country_holidays("CN", years=range(FIRST, LAST + 2))
    found = []
    for year, table in years.items():
        for day in days_of(int(year)):
            ours = str(day) in table["make_up"] or (
                day.isoweekday() < SATURDAY and str(day) not in table["off"]
            )
            if ours != other.is_working_day(day):
                found.append(str(day))
    return found


def main() -> int:
    years = {str(year): year_of(year) for year in range(FIRST, LAST + 1)}
    if wrong := disagreements(years):
        print("the two libraries disagree:", ", ".join(wrong), file=sys.stderr)
        return 1
    origin = {name: version(name) for name in ("chinesecalendar", "holidays")}
    table = {
        "source": "notices of the General Office of the State Council; `notices`: when they were published",
        "made_from": origin,
        "years": years,
    }
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(TARGET.name, sum(len(each["off"]) + len(each["make_up"]) for each in years.values()), "days")
    return 0


if __name__ == "__main__":
    sys.exit(main())
