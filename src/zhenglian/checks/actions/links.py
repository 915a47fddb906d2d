"""Keeps an eye on linked addresses: which are wanted, and how each one answers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Protocol

from zhenglian.checks.models import LinkState
from zhenglian.checks.models.links import URL_MAX
from zhenglian.checks.selectors.links import due_links
from zhenglian.fetching.errors import FetchRefused
from zhenglian.kernel.clock import SYSTEM, Clock

AGAIN = timedelta(days=1)
AFTER_TROUBLE = timedelta(hours=1)
WHILE_TROUBLED = timedelta(hours=12)
FORGOTTEN_AFTER = timedelta(days=30)
MOST_A_RUN = 10  # each may take 20 seconds
GOOD = range(200, 400)
# Servers that refuse programs but serve people: the answer says nothing about the page.
UNTELLING = frozenset({401, 403, 405, 406, 418, 429, 451, 999})
PATIENT = frozenset({"wait", "robots", "scheme", "port"})  # our own or their manners, no fault of the link


class Prober(Protocol):
    """`fetching.Fetcher`: the status of a page, or FetchRefused."""

    def probe(self, url: str) -> int: ...


def watch_links(urls: Collection[str], *, clock: Clock = SYSTEM) -> int:
    """Asks for these addresses to be probed; forgets those that no article has had for a month.

    Returns how many are new. Records nothing: nobody decides here.
    """
    now = clock.now()
    wanted = {url for url in urls if len(url) <= URL_MAX}
    known = set(LinkState.objects.filter(url__in=wanted).values_list("url", flat=True))
    fresh = [LinkState(url=url, due_at=now, wanted_at=now) for url in sorted(wanted - known)]
    LinkState.objects.bulk_create(fresh, ignore_conflicts=True)
    LinkState.objects.filter(url__in=known).update(wanted_at=now)
    LinkState.objects.filter(wanted_at__lt=now - FORGOTTEN_AFTER).delete()
    return len(fresh)


def probe_links(fetcher: Prober, *, clock: Clock = SYSTEM) -> int:
    """Asks at most one address a host and a few altogether; returns how many were asked."""
    from_hosts: dict[str, LinkState] = {}
    for state in due_links(clock=clock)[: 10 * MOST_A_RUN]:
        from_hosts.setdefault(state.url.split("/")[2] if "//" in state.url else state.url, state)
    chosen = list(from_hosts.values())[:MOST_A_RUN]
    for state in chosen:
        _probe(state, fetcher, clock)
    return len(chosen)


def _probe(state: LinkState, fetcher: Prober, clock: Clock) -> None:
    before = (state.status, state.trouble)
    try:
        state.status, state.trouble = fetcher.probe(state.url), ""
    except FetchRefused as refusal:
        state.status, state.trouble = 0, refusal.code
    is_well = not state.trouble and (state.status in GOOD or state.status in UNTELLING)
    now = clock.now()
    state.checked_at = now
    if is_well or state.trouble in PATIENT:
        state.failures, state.trouble = 0, ""
        state.due_at = now + AGAIN
    else:
        state.failures = state.failures + 1 if before == (state.status, state.trouble) else 1
        state.due_at = now + (AFTER_TROUBLE if state.failures == 1 else WHILE_TROUBLED)
    state.save()
