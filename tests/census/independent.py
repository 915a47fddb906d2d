"""The census of one account a second time, in plain Python, from the posts themselves."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from zhenglian.workdays.shipped import shipped_years

YEARS = {year.year: year for year in shipped_years()}
DAY = timedelta(days=1)


def is_worked(day: date) -> bool:
    if day in YEARS[day.year].make_up:
        return True
    return day.weekday() < 5 and day not in YEARS[day.year].off


def days(first: date, last: date) -> list[date]:
    return [first + DAY * number for number in range((last - first).days + 1)]


def census_of_one(posts: list[dict], first: date, last: date, opened: date | None = None) -> dict:
    posts = [post for post in posts if first <= post["at"].date() <= last]
    active = sorted({post["at"].date() for post in posts})
    start = first
    if opened is not None:
        start = max(first, min([opened, *active[:1]]))
    counted = days(start, last)
    pairs = [(day, day + DAY) for day in counted if day.weekday() == 5 and day < last]
    resting = [[day for day in pair if not is_worked(day)] for pair in pairs]
    gaps = [(after - before).days for before, after in pairwise(active)]
    return {
        "posts": len(posts),
        "working_days": sum(map(is_worked, counted)),
        "rest_days": sum(not is_worked(day) for day in counted),
        "active_working_days": sum(map(is_worked, active)),
        "active_rest_days": sum(not is_worked(day) for day in active),
        "weekends": sum(bool(pair) for pair in resting),
        "active_weekends": sum(any(day in active for day in pair) for pair in _resting(first, last)),
        "longest_gap": max([*gaps, (active[0] - first).days, (last - active[-1]).days]) if active else None,
        "days_since_post": (last - active[-1]).days if active else None,
        "is_stale": not active or (last - active[-1]).days > 14,
        "comments": sum(post["comments"] for post in posts) if posts else None,
        "top": max(posts, key=_top)["id"] if posts else None,
    }


def _resting(first: date, last: date) -> list[list[date]]:
    pairs = [[day, day + DAY] for day in days(first, last) if day.weekday() == 5 and day < last]
    return [found for pair in pairs if (found := [day for day in pair if not is_worked(day)])]


def _top(post: dict) -> tuple:
    return (post["comments"], post["reposts"], -post["at"].timestamp(), post["id"])
