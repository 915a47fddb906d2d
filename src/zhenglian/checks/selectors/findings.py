"""What the checks find in the passages of one subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from zhenglian.checks.engine.characters import character_findings
from zhenglian.checks.engine.lexicon import Lexicon
from zhenglian.checks.engine.privacy import privacy_findings
from zhenglian.checks.engine.protected import shipped_names
from zhenglian.checks.engine.punctuation import punctuation_findings
from zhenglian.checks.engine.speller import spelling_findings
from zhenglian.checks.engine.weekdays import weekday_findings
from zhenglian.checks.enums import CheckCode
from zhenglian.checks.findings import CheckFinding
from zhenglian.checks.passages import Passage
from zhenglian.checks.selectors.lexicon import current_lexicon, shipped_lexicon


def check_passages(
    passages: Iterable[Passage],
    *,
    on: date,
    own: bool = True,
) -> list[CheckFinding]:
    """Findings in reading order of each passage; names, titles and dates must be right on the day `on`.

    `own` False leaves out the office's entries and asks no database.
    """
    lexicon = current_lexicon() if own else shipped_lexicon()
    return [
        finding for passage in passages for finding in _without_doubles(_all_findings(passage, lexicon, on))
    ]


def _all_findings(passage: Passage, lexicon: Lexicon, on: date) -> Iterator[CheckFinding]:
    yield from shipped_names().findings(passage)
    yield from lexicon.findings(passage, on)
    yield from privacy_findings(passage)
    yield from character_findings(passage)
    yield from punctuation_findings(passage)
    yield from weekday_findings(passage, on)
    yield from spelling_findings(passage)


def _without_doubles(findings: Iterator[CheckFinding]) -> list[CheckFinding]:
    """Where findings about words overlap, the surer rule stands; it comes first."""
    kept: list[CheckFinding] = []
    for finding in findings:
        is_word = finding.code in WORDS
        if is_word and any(_overlap(finding, other) for other in kept if other.code in WORDS):
            continue
        kept.append(finding)
    return sorted(kept, key=lambda finding: (finding.start, finding.end))


WORDS = {CheckCode.PROTECTED_NAME, CheckCode.OUTDATED_NAME, CheckCode.OUTDATED_TITLE} | {
    CheckCode.TYPO,
    CheckCode.OFFICE_WORD,
}


def _overlap(one: CheckFinding, other: CheckFinding) -> bool:
    return one.start < other.end and other.start < one.end
