"""Whom routing asks: where is this, what is it about, who is responsible. Each may not know.

Tests give guides of their own; the product's are those of `places`, `triage` and `routing`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from zhenglian.cases.reports import Place
from zhenglian.places.api import Located, Position, find_county, generation_in_use, locate, to_wgs84
from zhenglian.places.enums import Datum
from zhenglian.places.errors import GenerationDamaged, PositionOutOfBounds
from zhenglian.routing.api import Question, Route, route

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from zhenglian.kernel.clock import Clock
    from zhenglian.people.api import Staff

MOST_NEAR = 5  # counties to choose from
LONGEST_KEY = 40  # as triage and routing have it
# A county is taken from words only when it is likelier than all others together: a wrong one costs weeks, a
# question a moment. By default `places` answers from 0.15 on: «老桥下» would lie in the town of 桥下.
SURE_BY_WORDS = 0.5


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


def where_is(place: Place) -> Where:
    """By the pin, else by the address; what the citizen chose themselves stands before both.

    A pin within 50 m of a border is asked, not guessed: then `near` are both sides of it.
    """
    pin = _pin(place)
    lon, lat = (pin.lon, pin.lat) if pin else (None, None)
    located, generation = _located(pin)
    if place.county_code:
        return Where(place.county_code, (), lon, lat, generation)
    if located is not None and located.neighbours:
        own = (located.code,) if located.code else ()
        return Where("", (*own, *located.neighbours), lon, lat, generation)
    if located is not None and located.code:
        return Where(located.code, (), lon, lat, generation)
    found = find_county(place.words, least_sure=SURE_BY_WORDS) if place.words.strip() else None
    if found is None:
        return Where("", (), lon, lat, generation)
    near = () if found.county else found.candidates[:MOST_NEAR]
    return Where(found.county or "", near, lon, lat, generation)


def _pin(place: Place) -> Position | None:
    """In WGS-84; None for what is no position."""
    if place.lon is None or place.lat is None:
        return None
    try:
        return to_wgs84(Position(place.lon, place.lat, Datum(place.datum)))
    except (ValueError, PositionOutOfBounds):
        return None


def _located(pin: Position | None) -> tuple[Located | None, str]:
    """None without a pin, or while no boundaries are loaded."""
    generation = generation_in_use() if pin else None
    if pin is None or generation is None:
        return None, ""
    try:
        return locate(pin, generation=generation), str(generation.pk)
    except GenerationDamaged:
        return None, ""


def topic_of(text: str) -> Topic:
    """By the classifier that is switched on, which may abstain; nothing without one."""
    from zhenglian.triage.api import judge  # noqa: PLC0415  slow: numpy, and only the worker asks
    from zhenglian.triage.errors import ModelUnsafe  # noqa: PLC0415  as above

    try:
        said = judge(text)
    except ModelUnsafe:
        return Topic()
    likely = tuple((key, share) for key, share in said.candidates[:2] if len(key) <= LONGEST_KEY)
    return Topic(likely, said.is_sure and bool(likely), said.why)


def learn_topic(subject: tuple[str, str], text: str, key: str, actor: Staff, clock: Clock) -> None:
    """A person's correction teaches the next training; a topic that is none of the tree's teaches nothing."""
    from zhenglian.triage.api import note_example  # noqa: PLC0415  slow: numpy
    from zhenglian.triage.errors import CategoryUnknown  # noqa: PLC0415  as above

    with suppress(CategoryUnknown):
        note_example(subject, text, key, actor=actor, clock=clock)


@dataclass(frozen=True, slots=True)
class Guides:
    """`place(Place) -> Where`, `topic(text) -> Topic`, `route(question, at=moment) -> Route`."""

    place: Callable[[Place], Where] = where_is
    topic: Callable[[str], Topic] = topic_of
    route: Callable[[Question, datetime], Route] = lambda question, at: route(question, at=at)
    learn: Callable[[tuple[str, str], str, str, Staff, Clock], None] = learn_topic
