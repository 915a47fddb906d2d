"""What the office adds to the checks: words, names, posts; links, sources, overrides. What ships: `data/`."""

from __future__ import annotations

from zhenglian.checks.models.links import LinkRule, LinkState
from zhenglian.checks.models.overrides import CheckCount, Override, SeenFinding
from zhenglian.checks.models.sources import ReprintSource
from zhenglian.checks.models.stamp import OfficeStamp
from zhenglian.checks.models.words import Institution, LexiconEntry, Title

__all__ = [
    "CheckCount",
    "Institution",
    "LexiconEntry",
    "LinkRule",
    "LinkState",
    "OfficeStamp",
    "Override",
    "ReprintSource",
    "SeenFinding",
    "Title",
]
