"""Job entry point of topics: once a minute whoever is due is read."""

from __future__ import annotations

from zhenglian.fetching.api import system_fetcher
from zhenglian.jobs.api import every, task
from zhenglian.topics.actions.read_sources import read_due_sources


@task("topics.read_sources")
def read_sources() -> None:
    read_due_sources(fetcher=system_fetcher())


every(name="topics.read_sources", task=read_sources, minutes=1)
