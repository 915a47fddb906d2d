"""Jobs of the checks: linked addresses are asked, politely, whether they still answer."""

from __future__ import annotations

from zhenglian.checks.actions import links
from zhenglian.fetching.api import system_fetcher
from zhenglian.jobs.api import every, task


@task("checks.probe_links")
def probe_links() -> None:
    links.probe_links(system_fetcher())


every(name="checks.probe_links", task=probe_links, minutes=2)
