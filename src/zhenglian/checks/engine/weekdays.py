"""Dates and weekdays that disagree, and days that never were (PR-10)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from zhenglian.checks.enums import CheckCode, Severity
from zhenglian.checks.findings import CheckFinding
from zhenglian.checks.passages import Passage

DATED = re.compile(
    r"(?:(?P<year>(?:19|20)[0-9]{2})年)?(?<![0-9])(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日"
    r"(?:[（(，, ]?(?P<kind>星期|周|礼拜)(?P<weekday>[一二三四五六日天])[）)]?)?"
)
NAMES = "一二三四五六日"
WHY = _("The calendar says otherwise. A reader who plans by it comes on the wrong day.")


def weekday_findings(passage: Passage, on: date) -> Iterator[CheckFinding]:
    """A date without a year is the one nearest to `on`."""
    for match in DATED.finditer(passage.text):
        day = _day_of(match, on)
        if day is None:
            yield _finding(passage, match, _("There is no such day."), ())
        elif match["weekday"] and NAMES[day.weekday()] != match["weekday"].replace("天", "日"):
            right = NAMES[day.weekday()]
            if right == "日" and match["kind"] != "周":
                right = "天" if match["kind"] == "礼拜" else "日"
            place = match.start("weekday") - match.start()
            mend = match[0][:place] + right + match[0][place + 1 :]
            yield _finding(passage, match, _("Date and weekday disagree."), (mend,))


def _day_of(match: re.Match[str], on: date) -> date | None:
    years = [int(match["year"])] if match["year"] else [on.year - 1, on.year, on.year + 1]
    days = []
    for year in years:
        try:
            days.append(date(year, int(match["month"]), int(match["day"])))
        except ValueError:  # 30 February, or 29 February in most years
            continue
    return min(days, key=lambda day: abs(day - on)) if days else None


def _finding(passage: Passage, match: re.Match[str], message: object, mends: tuple[str, ...]) -> CheckFinding:
    return CheckFinding(
        code=CheckCode.WEEKDAY,
        where=passage.where,
        start=match.start(),
        end=match.end(),
        text=match[0],
        severity=Severity.WARN,
        message=str(message),
        explanation=WHY,
        rule="calendar:weekday",
        mends=mends,
    )
