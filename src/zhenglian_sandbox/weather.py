"""Faults by chance: rates a kind, drawn from a seed, and counted as they strike.

The n-th draw of an endpoint is the same for the same seed, whatever happens elsewhere.
"""

import hashlib
import json

from .payloads import Json
from .world import World

SPANS = {
    "latency_seconds": (0.1, 3.0),
    "silence_seconds": (60.0, 60.0),
    "drip_seconds": (30.0, 60.0),
    "publish_seconds": (1.0, 1.0),
    "slow_publish_seconds": (600.0, 1500.0),
}
SPAN_OF = {
    "latency": "latency_seconds",
    "timeout_after_accept": "silence_seconds",
    "slow_drip": "drip_seconds",
    "slow_publish": "slow_publish_seconds",
}
FINE: Json = {"seed": 0, "rates": {}}


def set_weather(world: World, given: Json, known: tuple[str, ...]) -> Json:
    """From now on: {"seed", "rates": {kind: 0…1}, and spans of seconds}; replaces what was before.

    Raises ValueError for a kind that is not known or a number that cannot be.
    """
    rates = {str(kind): float(rate) for kind, rate in (given.get("rates") or {}).items()}
    unknown = set(rates) - (set(known) - {"error_code"})
    if unknown:
        raise ValueError(f"no such weather: {', '.join(sorted(unknown))}")
    if any(not 0 <= rate <= 1 for rate in rates.values()) or sum(rates.values()) > 1:
        raise ValueError("rates are shares of calls; together at most 1")
    forecast: Json = {"seed": int(given.get("seed", 0)), "rates": rates}
    for name in SPANS:
        if name in given:
            low, high = (float(one) for one in given[name])
            if not 0 <= low <= high:
                raise ValueError(f"{name} must be [least, most]")
            forecast[name] = [low, high]
    world.store.set_setting("weather", json.dumps(forecast))
    return forecast


def weather_report(world: World) -> Json:
    """What is set, and how often each kind has struck since the sandbox's first day."""
    rows = world.store.all("SELECT kind, struck FROM weather_counts ORDER BY kind")
    return {**forecast_of(world), "counts": {row["kind"]: row["struck"] for row in rows}}


def forecast_of(world: World) -> Json:
    text = world.store.setting("weather", "")
    forecast: Json = json.loads(text) if text else FINE
    return forecast


def draw(world: World, endpoint: str, kinds: tuple[str, ...]) -> tuple[str, float | None] | None:
    """At most one fault: its kind and seconds. Counted."""
    forecast = forecast_of(world)
    rates = [(kind, forecast["rates"].get(kind, 0.0)) for kind in kinds]
    if not any(rate for _, rate in rates):
        return None
    number = _next_number(world, f"{endpoint} {kinds[0]}")
    point = chance(forecast["seed"], endpoint, kinds[0], number)
    for kind, rate in rates:
        if point < rate:
            _count(world, kind)
            span = SPAN_OF.get(kind)
            return kind, None if span is None else _within(forecast, span, f"{endpoint} {kind} {number}")
        point -= rate
    return None


def publish_seconds(world: World) -> float | None:
    """How long the next accepted publication takes; None when the weather does not say."""
    forecast = forecast_of(world)
    if "publish_seconds" not in forecast:
        return None
    return _within(forecast, "publish_seconds", f"job {_next_number(world, 'job')}")


def chance(seed: int, *words: str | int) -> float:
    """A number from 0 up to 1 that hangs on nothing but seed and words."""
    digest = hashlib.sha256(" ".join(str(word) for word in (seed, *words)).encode()).digest()
    return int.from_bytes(digest[:7], "big") / 2**56


def _within(forecast: Json, span: str, word: str) -> float:
    low, high = forecast.get(span, SPANS[span])
    return float(low + (high - low) * chance(forecast["seed"], span, word))


def _next_number(world: World, name: str) -> int:
    world.store.run(
        "INSERT INTO weather_draws (name, used) VALUES (?, 1)"
        " ON CONFLICT (name) DO UPDATE SET used = used + 1",
        name,
    )
    return world.store.count("SELECT used FROM weather_draws WHERE name = ?", name)


def _count(world: World, kind: str) -> None:
    world.store.run(
        "INSERT INTO weather_counts (kind, struck) VALUES (?, 1)"
        " ON CONFLICT (kind) DO UPDATE SET struck = struck + 1",
        kind,
    )
