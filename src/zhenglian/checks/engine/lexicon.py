"""Exact entries, shipped and the office's own, in one automaton: one pass, whatever their number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from zhenglian.checks.engine.entries import Entry
from zhenglian.checks.engine.patterns import Patterns
from zhenglian.checks.enums import CheckCode, Severity
from zhenglian.checks.findings import CheckFinding
from zhenglian.checks.passages import Passage

MESSAGES = {
    CheckCode.TYPO: _("«%(wrong)s» should be «%(right)s»."),
    CheckCode.OFFICE_WORD: _("«%(wrong)s» should be «%(right)s» by the office's list."),
    CheckCode.PROTECTED_NAME: _("«%(wrong)s» is a misspelt protected name or phrase: «%(right)s»."),
    CheckCode.OUTDATED_NAME: _("«%(wrong)s» is not the name on this day; it should be «%(right)s»."),
    CheckCode.OUTDATED_TITLE: _("«%(wrong)s» is not right on this day; it should be «%(right)s»."),
}
WITHOUT_MEND = _("«%(wrong)s» should not stand here.")
SENTENCE_END = re.compile(r"[。！？；\n]")
HISTORY = re.compile(
    r"时任|撤销|更名|改名|改为|改称|前身|原名|曾|组建|不再保留|整合|合并|职责划入|当时|成立于|历史"
)
YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?=年|[-./][01]?[0-9])")
FORMER = ("原", "前", "原国家", "（原", "(原")
SPENT = 12  # links in a chain of successors; more would be a ring


class Lexicon:
    """Immutable: another list makes another one, which takes this one's place."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        self.patterns = Patterns([entry.wrong for entry in entries])
        self._dated = {entry.wrong: entry for entry in entries if entry.code == CheckCode.OUTDATED_NAME}
        self._reach = max((len(word) for entry in entries for word in entry.unless), default=0)

    def findings(self, passage: Passage, on: date) -> Iterator[CheckFinding]:
        """The longest entry wins where several overlap."""
        taken = 0
        matches = self.patterns.found(passage.text)
        for start, end, number in sorted(matches, key=lambda match: (match[0], -match[1])):
            entry = self.entries[number]
            if (
                start < taken
                or not entry.is_wrong_on(on)
                or self._is_excused(passage.text, start, end, entry)
            ):
                continue
            taken = end
            yield self._finding(passage, start, end, entry, on)

    def _is_excused(self, text: str, start: int, end: int, entry: Entry) -> bool:
        """In one of its right contexts, or called former by the text itself."""
        for context in entry.unless:
            shift = context.find(entry.wrong)
            if shift < 0:
                if context in text[max(0, start - self._reach) : end + self._reach]:
                    return True
            elif text.startswith(context, start - shift) and start >= shift:
                return True
        is_dated = entry.code in {CheckCode.OUTDATED_NAME, CheckCode.OUTDATED_TITLE}
        return is_dated and text[max(0, start - 3) : start].endswith(FORMER)

    def _finding(self, passage: Passage, start: int, end: int, entry: Entry, on: date) -> CheckFinding:
        rights = self._rights(entry, on)
        severity = entry.severity
        if entry.valid_to is not None and tells_of_the_past(passage.text, start, end, entry.valid_to):
            severity = Severity.WARN
        message = MESSAGES[entry.code] if rights else WITHOUT_MEND
        return CheckFinding(
            code=entry.code,
            where=passage.where,
            start=start,
            end=end,
            text=passage.text[start:end],
            severity=severity,
            message=message % {"wrong": entry.wrong, "right": "、".join(rights)},
            explanation=entry.explanation,
            rule=entry.rule,
            mends=rights,
            is_safe=bool(rights) and severity == entry.severity,
        )

    def _rights(self, entry: Entry, on: date) -> tuple[str, ...]:
        """What a name has become by that day: its successors may have been renamed, too."""
        rights = entry.rights
        for _link in range(SPENT):
            later = self._dated.get(rights[0]) if rights else None
            if later is None or not later.is_wrong_on(on):
                break
            rights = later.rights
        return tuple(right for right in rights if right)


def tells_of_the_past(text: str, start: int, end: int, last_day: date) -> bool:
    """The sentence names a year in which the name was right, or says that it speaks of former times."""
    before = [match.end() for match in SENTENCE_END.finditer(text, 0, start)]
    after = SENTENCE_END.search(text, end)
    sentence = text[before[-1] if before else 0 : after.start() if after else len(text)]
    years = [int(year) for year in YEAR.findall(sentence)]
    return bool(HISTORY.search(sentence)) or any(year <= last_day.year for year in years)
