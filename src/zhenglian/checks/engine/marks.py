"""One pattern and how its match is mended: rules about characters, punctuation, document numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django_stubs_ext import StrOrPromise

from zhenglian.checks.enums import CheckCode, Severity
from zhenglian.checks.findings import CheckFinding
from zhenglian.checks.passages import Passage


@dataclass(frozen=True, slots=True)
class MarkRule:
    """`mend` gives what should stand there, None if a person must decide, the match itself if all is well."""

    rule: str
    code: CheckCode
    pattern: re.Pattern[str]
    message: StrOrPromise
    explanation: StrOrPromise
    mend: Callable[[re.Match[str]], str | None]
    severity: Severity = Severity.WARN
    is_safe: bool = True

    def findings(self, passage: Passage) -> Iterator[CheckFinding]:
        for match in self.pattern.finditer(passage.text):
            mend = self.mend(match)
            if mend == match[0]:
                continue
            yield CheckFinding(
                code=self.code,
                where=passage.where,
                start=match.start(),
                end=match.end(),
                text=match[0],
                severity=self.severity,
                message=self.message,
                explanation=self.explanation,
                rule=self.rule,
                mends=() if mend is None else (mend,),
                is_safe=self.is_safe and mend is not None,
            )
