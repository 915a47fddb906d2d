"""What the office adds to the checks: words, names, posts. What ships is in `data/`."""

from __future__ import annotations

from zhenglian.checks.models.stamp import OfficeStamp
from zhenglian.checks.models.words import Institution, LexiconEntry, Title

__all__ = ["Institution", "LexiconEntry", "OfficeStamp", "Title"]
