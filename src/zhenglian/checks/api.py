"""The front door of checks: what is wrong with a text before anybody reviews it."""

from __future__ import annotations

from zhenglian.checks.findings import CheckFinding
from zhenglian.checks.passages import Passage
from zhenglian.checks.personal.detection import mask, personal_data
from zhenglian.checks.personal.spans import Span
from zhenglian.checks.selectors.findings import check_passages

__all__ = ["CheckFinding", "Passage", "Span", "check_passages", "mask", "personal_data"]
