"""The lists about links as of a day, and how linked addresses answered last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from zhenglian.checks.links import Answer, LinkRules
from zhenglian.checks.models import LinkRule, LinkState, ReprintSource
from zhenglian.checks.sources import SourceList
from zhenglian.kernel.clock import SYSTEM, Clock

FRESH = timedelta(days=14)  # an older answer says nothing about today
NETWORK_SEEN = timedelta(days=2)
NO_ANSWER = ("unreachable", "name", "slow", "certificate", "redirects")


def in_force(day: date) -> Q:
    """Rows that count on the day; an empty date is open."""
    return (Q(valid_from=None) | Q(valid_from__lte=day)) & (Q(valid_to=None) | Q(valid_to__gte=day))


def link_rules(day: date, *, own_hosts: Collection[str] = ()) -> LinkRules:
    """`own_hosts`: further hosts that are never found, like that of our website."""
    values: defaultdict[str, set[str]] = defaultdict(set)
    for kind, value in LinkRule.objects.filter(in_force(day)).values_list("kind", "value"):
        values[kind].add(value)
    values["own"] |= set(own_hosts)
    frozen = {kind: frozenset(found) for kind, found in values.items()}
    return LinkRules(frozen, trusted=source_list(day).hosts)


def source_list(day: date) -> SourceList:
    """Names and hosts of the sources that may be reprinted on that day."""
    rows = ReprintSource.objects.filter(in_force(day)).values_list("name", "host")
    names, hosts = zip(*rows, strict=True) if rows else ((), ())
    return SourceList(frozenset(names) - {""}, frozenset(hosts) - {""})


def link_answers(urls: Collection[str], *, clock: Clock = SYSTEM) -> dict[str, Answer]:
    """What is known of these addresses; nothing of those never asked or asked too long ago.

    That nobody answers is believed only while somebody else does: else our own network is down.
    """
    now = clock.now()
    answered = LinkState.objects.filter(status__gt=0, checked_at__gte=now - NETWORK_SEEN)
    rows = LinkState.objects.filter(url__in=urls, checked_at__gte=now - FRESH)
    is_network_up = answered.exists()
    return {
        row.url: Answer(row.status, row.trouble, row.failures)
        for row in rows
        if is_network_up or row.trouble not in NO_ANSWER
    }


def due_links(*, clock: Clock = SYSTEM) -> QuerySet[LinkState]:
    """Addresses whose time to be asked has come, the longest waiting first."""
    return LinkState.objects.filter(due_at__lte=clock.now()).order_by("due_at", "pk")
