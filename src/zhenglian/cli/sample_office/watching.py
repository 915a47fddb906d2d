"""Sources that work without the outside world: the sample office watches its own website; and two ideas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhenglian.cli.sample_office.units import SampleUnits
from zhenglian.kernel.clock import Clock
from zhenglian.newsroom.api import Column
from zhenglian.people.api import Staff
from zhenglian.topics.api import Source, SourceFacts, Topic, add_source, change_source, propose_topic
from zhenglian.topics.enums import SourceKind

if TYPE_CHECKING:
    from zhenglian.people.api import Unit

SOURCES = (
    ("本站最新稿件", SourceKind.FEED, "/feeds/all.json", "", ""),
    ("本站环保时政栏目", SourceKind.FEED, "/feeds/policy.rss", "", "policy"),
    ("本站环境科普栏目页", SourceKind.PAGE, "/columns/science/", "main h2 a, main h3 a", "science"),
)
IDEAS = (
    ("走访三户“零废弃”家庭", "联系社区居委会推荐，约在周末拍摄。"),
    ("冬季供暖与空气质量：答网友十问", "整理后台留言中的高频问题。"),
)


def load_watching(units: SampleUnits, editor: Staff, *, site_url: str, clock: Clock) -> None:
    """Follows the site's address when the demo comes up on another port; ideas only into an empty pool."""
    for name, kind, path, selector, column in SOURCES:
        facts = _facts(units.institute, name, kind, f"{site_url}{path}", selector, column)
        known = Source.objects.filter(name=name, unit=units.institute).first()
        if known is None:
            add_source(facts, actor=editor, clock=clock)
        elif known.url != facts["url"]:
            change_source(known, facts, actor=editor, clock=clock)
    if not Topic.objects.exists():
        for title, note in IDEAS:
            propose_topic(title=title, note=note, unit=units.institute, actor=editor, clock=clock)


def _facts(unit: Unit, name: str, kind: SourceKind, url: str, selector: str, column: str) -> SourceFacts:
    return SourceFacts(
        name=name,
        url=url,
        kind=kind,
        selector=selector,
        unit=unit,
        column=Column.objects.filter(slug=column).first(),
        interval_minutes=15,
    )
