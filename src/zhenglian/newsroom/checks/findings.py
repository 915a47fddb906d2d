"""A finding as the desk shows it, whoever made it: the platforms' rules, our own, the words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhenglian.checks.api import sentence_around
from zhenglian.checks.enums import CheckCode, LinkCode, Severity
from zhenglian.kernel.digests import sha256_hex
from zhenglian.newsroom.lint.findings import PART_LABELS, anchor_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from zhenglian.checks.api import CheckFinding, Override
    from zhenglian.newsroom.checks.places import Place
    from zhenglian.newsroom.lint.findings import ArticleFinding

KIND_LABELS = {**dict(CheckCode.choices), **dict(LinkCode.choices)}
ENTRY = re.compile(r"(?:[A-Z]|office:[a-z]+:)(\d+)")  # of a shipped list, or of the office's own
MOST_MENDS = 3
# Advice of these rules is a guess, or depends on whose number it is: one click each, never all at once.
WEIGHED = ("sound:", "shape:", "personal:")


@dataclass(frozen=True, slots=True)
class DeskFinding:
    """`before`, `found`, `after` are the sentence. `kind` is that of its finding wherever it stands;
    `fingerprint` holds for this sentence alone: with another sentence, an override is gone.
    """

    code: str
    where: str
    part: str
    place: StrOrPromise
    message: StrOrPromise
    explanation: StrOrPromise
    rule: str
    blocks: bool
    start: int = 0
    end: int = 0
    before: str = ""
    found: str = ""
    after: str = ""
    mends: tuple[str, ...] = ()
    is_safe: bool = False
    kind: str = ""
    fingerprint: str = ""
    override: Override | None = None

    @property
    def is_ours(self) -> bool:
        """From the checks: stops a submission, and a reviewer may let it pass. Others are mended."""
        return bool(self.fingerprint)

    @property
    def kind_label(self) -> StrOrPromise:
        """The rule in words; "" for what a platform demands, which says so itself."""
        return KIND_LABELS.get(self.code, "")

    @property
    def entry(self) -> str:
        """The number of the list's entry that found it, to ask for it by; "" when no list did."""
        match = ENTRY.fullmatch(self.rule)
        return match[1] if match else ""

    @property
    def is_open_block(self) -> bool:
        return self.blocks and self.override is None

    @property
    def may_be_let_pass(self) -> bool:
        return self.is_ours and self.is_open_block

    @property
    def is_certain(self) -> bool:
        """Mended together with others by one click."""
        return self.is_safe and self.override is None and (self.blocks or not self.rule.startswith(WEIGHED))

    @property
    def key(self) -> str:
        """Names this finding at this place in this text, in addresses and forms."""
        return sha256_hex(f"{self.code}\n{self.where}\n{self.start}\n{self.fingerprint}".encode())[:16]

    @property
    def anchor(self) -> str:
        return anchor_of(self.where)

    @property
    def part_label(self) -> StrOrPromise:
        return PART_LABELS.get(self.part, self.part)

    @property
    def mend(self) -> StrOrPromise:
        """What platform findings tell after their message, and so this one does."""
        return self.explanation


def from_lint(finding: ArticleFinding) -> DeskFinding:
    return DeskFinding(
        code=finding.code,
        where=finding.where,
        part=finding.part,
        place=finding.place,
        message=finding.message,
        explanation=finding.mend,
        rule=f"{finding.part}.{finding.code}",
        blocks=finding.blocks,
    )


def from_check(
    finding: CheckFinding, place: Place | None, *, label: StrOrPromise, overrides: dict[str, Override]
) -> DeskFinding:
    """`place` is None for what stands in no text, like the address of a source."""
    text = place.text if place else ""
    first, last = sentence_around(text, finding.start, finding.end) if text else (0, 0)
    sealed = sha256_hex(f"{finding.fingerprint}\n{text[first:last]}".encode())[:32]
    mends = tuple(
        mend
        for mend in finding.mends[:MOST_MENDS]
        if place is not None and place.replaced(finding.start, finding.end, mend) is not None
    )
    return DeskFinding(
        code=finding.code,
        where=finding.where,
        part="article",
        place=label,
        message=finding.message,
        explanation=finding.explanation,
        rule=finding.rule,
        blocks=finding.severity == Severity.BLOCK,
        start=finding.start,
        end=finding.end,
        before=text[first : finding.start],
        found=text[finding.start : finding.end] if text else "",
        after=text[finding.end : last],
        mends=mends,
        is_safe=finding.is_safe and bool(mends) and mends[0] == finding.mends[0],
        kind=finding.fingerprint,
        fingerprint=sealed,
        override=overrides.get(sealed),
    )
