"""Whom routing asks: where is this, what is it about, who is responsible. Each may not know.

Tests give guides of their own; the product's are those of `places`, `triage` and `routing`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from zhenglian.cases.reports import Place
from zhenglian.routing.api import Question, Route, route

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Where:
    """`code` "": not known or not certain; then `near` are the counties to choose from.

    `lon`, `lat` in WGS-84; `generation` names the boundaries that were asked.
    """

    code: str = ""
    near: tuple[str, ...] = ()
    lon: float | None = None
    lat: float | None = None
    generation: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """`likely`: at most two (key, probability), likeliest first. `is_sure`: the first may be used unasked."""

    likely: tuple[tuple[str, float], ...] = ()
    is_sure: bool = False
    sentence: StrOrPromise = ""


def nowhere(place: Place) -> Where:
    """Only what the citizen chose themselves."""
    is_wgs84 = place.datum == "wgs84"
    return Where(place.county_code, lon=place.lon if is_wgs84 else None, lat=place.lat if is_wgs84 else None)


def no_topic(_text: str) -> Topic:
    return Topic()


@dataclass(frozen=True, slots=True)
class Guides:
    """`place(Place) -> Where`, `topic(text) -> Topic`, `route(question, at=moment) -> Route`."""

    place: Callable[[Place], Where] = nowhere
    topic: Callable[[str], Topic] = no_topic
    route: Callable[[Question, datetime], Route] = lambda question, at: route(question, at=at)
