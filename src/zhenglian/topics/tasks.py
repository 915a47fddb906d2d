"""The job of topics: once a minute whoever is due is read; and what rings when that does not happen."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zhenglian.alarms.api import Sighting, watch
from zhenglian.fetching.api import system_fetcher
from zhenglian.jobs.api import every, task
from zhenglian.kernel.clock import Clock
from zhenglian.topics.actions.read_sources import read_due_sources
from zhenglian.topics.models import LONG_UNREAD
from zhenglian.topics.selectors.sources import longest_failing, longest_overdue

OVERDUE = timedelta(hours=1)


@task("topics.read_sources")
def read_sources() -> None:
    read_due_sources(fetcher=system_fetcher())


def unreadable_source(clock: Clock) -> Sighting | None:
    source = longest_failing(now=clock.now())
    if source is None:
        return None
    advice = _("A watched source has not been readable for long. Correct its address, or pause it.")
    since = source.good_at or source.added_at
    return Sighting(since, str(source), advice, reverse("topics:source_edit", args=[source.pk]))


def overdue_source(clock: Clock) -> Sighting | None:
    source = longest_overdue(now=clock.now())
    if source is None:
        return None
    advice = _("Watched sources are due and nobody reads them. Look whether the worker runs.")
    return Sighting(source.next_read_at, str(source), advice, reverse("topics:source_list"))


every(name="topics.read_sources", task=read_sources, minutes=1)
# Warnings: somebody else's website that is down must not turn our own health red.
watch(
    "topics.unreadable",
    label=_("a source cannot be read"),
    bound=LONG_UNREAD,
    probe=unreadable_source,
    is_warning=True,
)
watch("topics.overdue", label=_("sources are not read"), bound=OVERDUE, probe=overdue_source, is_warning=True)
