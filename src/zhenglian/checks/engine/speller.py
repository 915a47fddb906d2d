"""Wrong words that no list holds: found where another word sounds or looks the same and fits far better."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from zhenglian.checks.engine.costs import USUAL
from zhenglian.checks.engine.lattice import Edge, reading_of
from zhenglian.checks.engine.vocabulary import shipped_vocabulary
from zhenglian.checks.enums import CheckCode, Severity
from zhenglian.checks.findings import CheckFinding
from zhenglian.checks.passages import Passage

RUN = re.compile(r"[\u4e00-\u9fff]+")
WHY = {
    "sound": _("Both sound alike, and the other word fits the sentence far better."),
    "shape": _("Both look alike, and the other word fits the sentence far better."),
}


def meant_words(text: str) -> Iterator[Edge]:
    """Each word that is probably meant, at its place in the text."""
    vocabulary = shipped_vocabulary()
    for run in RUN.finditer(text):
        for edge in reading_of(run[0], vocabulary, USUAL):
            if edge.kind:
                yield Edge(run.start() + edge.start, edge.word, edge.cost, edge.kind)


def spelling_findings(passage: Passage) -> Iterator[CheckFinding]:
    """Always warnings, and never safe: what fits by frequency need not be what was meant."""
    for edge in meant_words(passage.text):
        stands = passage.text[edge.start : edge.end]
        yield CheckFinding(
            code=CheckCode.TYPO,
            where=passage.where,
            start=edge.start,
            end=edge.end,
            text=stands,
            severity=Severity.WARN,
            message=_("«%(wrong)s»: perhaps «%(right)s» is meant.") % {"wrong": stands, "right": edge.word},
            explanation=WHY[edge.kind],
            rule=f"{edge.kind}:{edge.word}",
            mends=(edge.word,),
        )
