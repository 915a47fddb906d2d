"""What the checks find in the passages of one subject."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from zhenglian.checks.engine.privacy import privacy_findings
from zhenglian.checks.findings import CheckFinding
from zhenglian.checks.passages import Passage


def check_passages(
    passages: Iterable[Passage], *, on: date, column_key: str = ""
) -> list[CheckFinding]:
    """Findings in reading order of each passage. `on` is the day for which names and entries must be right."""
    found: list[CheckFinding] = []
    for passage in passages:
        found += sorted(privacy_findings(passage), key=lambda finding: (finding.start, finding.end))
    return found
