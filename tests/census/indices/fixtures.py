"""The worked week of metrics.md 1.3 and the published rows of 1.4 and 3.3."""

import csv
from datetime import date
from pathlib import Path

from zhenglian.census.indices.inputs import WeChatFigures
from zhenglian.census.indices.periods import Period, PeriodKind, custom_span, day_of, month_of, week_of

HERE = Path(__file__).parent
DAY = day_of(date(2016, 12, 10))
WEEK = week_of(date(2016, 12, 10))
MONTH = month_of(date(2016, 12, 10))
CUSTOM = custom_span(date(2016, 12, 1), date(2016, 12, 31))


def rows(name):
    with (HERE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def worked_week(*, period=WEEK, with_wows=True, with_shares=True):
    """For versions before v14 the example's 在看 play the likes."""
    figures = {
        "period_days": period.divisor,
        "article_count": 21,
        "headline_count": 7,
        "reads": 140000,
        "headline_reads": 84000,
        "max_reads": 30000,
    }
    likes = {"likes": 1400, "headline_likes": 840, "max_likes": 300}
    wows = {"wows": 1050, "headline_wows": 700, "max_wows": 260}
    if with_wows:
        figures |= wows | likes
    else:
        figures |= {f"{name[:-4]}likes": value for name, value in wows.items()}
    if with_shares:
        figures |= {"shares": 2800, "headline_shares": 1750, "max_shares": 640}
    return WeChatFigures(**figures)


def quiet(period_days=7):
    """An account that published nothing."""
    kinds = ("", "headline_", "max_")
    signals = ("reads", "wows", "likes", "shares")
    figures = {f"{kind}{signal}": 0 for kind in kinds for signal in signals}
    return WeChatFigures(period_days=period_days, article_count=0, headline_count=0, **figures)


def mifan_figures(row):
    return WeChatFigures(
        period_days=int(row["d"]),
        article_count=int(row["n"]),
        headline_count=min(int(row["pushes"]), int(row["n"])),
        reads=int(row["R"]),
        headline_reads=int(row["Rt"]),
        max_reads=int(row["Rmax"]),
        likes=int(row["Z"]),
        headline_likes=int(row["Zt"]),
        max_likes=int(row["Zmax"]),
    )


def mifan_period(row):
    if not row["start"]:
        return month_of(date(2018, 4, 1))  # which month is not printed
    return Period(PeriodKind(row["kind"]), date.fromisoformat(row["start"]), date.fromisoformat(row["end"]))
