"""Who gives questions of the past for a trial: cases register themselves here. Routing knows none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from zhenglian.routing.questions import Asked

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class QuestionSource:
    """`ask(since, until)` gives the questions that came up from `since` and before `until`.

    `key` at most 40 signs; `label` as the page names it ("Cases").
    """

    key: str
    label: StrOrPromise
    ask: Callable[[datetime, datetime], Iterable[Asked]]


SOURCES: dict[str, QuestionSource] = {}


def register_source(source: QuestionSource) -> None:
    """Called by the `apps.py` of who asks. The same key again replaces the former."""
    SOURCES[source.key] = source


def sources() -> list[QuestionSource]:
    """In the order of their registration."""
    return list(SOURCES.values())


def asked_between(since: datetime, until: datetime) -> list[Asked]:
    """From all sources."""
    return [asked for source in sources() for asked in source.ask(since, until)]
