"""The check of the chain, step by step: which entry breaks it and how. Pure; fed by `selectors`."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from zhenglian.audit.anchor import Anchor
from zhenglian.audit.chain import GENESIS, hash_of, head_mac

if TYPE_CHECKING:
    from zhenglian.audit.models import ChainHead, Entry

MOST_PROBLEMS = 100  # more do not help a person, and an emptied table would fill the memory


@dataclass(frozen=True, slots=True)
class ChainReport:
    """`checked` entries were walked; `anchored` is the highest number that the anchor file knows."""

    ok: bool
    checked: int
    problems: tuple[str, ...]
    anchored: int = 0


@dataclass
class ChainWalk:
    """How far one check has come, what the next entry must join on to, and what was wrong so far."""

    anchored: dict[int, str] = field(default_factory=dict)
    sequence: int = 0
    hash: str = GENESIS
    checked: int = 0
    problems: list[str] = field(default_factory=list)

    def read_anchors(self, lines: Iterable[Anchor]) -> None:
        for number, line in enumerate(lines, start=1):
            known = self.anchored.get(line.sequence, line.hash)
            if not line.is_genuine or known != line.hash:
                self._blame(
                    _("Line %(line)d of the anchor file was not written by this system."), line=number
                )
            else:
                self.anchored[line.sequence] = line.hash

    def over(self, entries: Iterable[Entry]) -> None:
        """Entries in the order of their numbers."""
        for entry in entries:
            self._step(entry)

    def end_at(self, head: ChainHead | None) -> None:
        """The walk is over: does the chain end where head and anchors say?"""
        if head is None:
            if self.checked:
                self._blame(_("The end of the chain is not on record: the head row is missing."))
        else:
            self._compare_head(head)
        highest = max(self.anchored, default=0)
        if highest > self.sequence:
            self._blame(
                _("Entries %(first)d to %(last)d are missing at the end: the anchor file knows them."),
                first=self.sequence + 1,
                last=highest,
            )

    def report(self) -> ChainReport:
        found = tuple(self.problems)
        return ChainReport(not found, self.checked, found, max(self.anchored, default=0))

    def _step(self, entry: Entry) -> None:
        self.checked += 1
        if entry.sequence != self.sequence + 1:
            self._blame(
                _("Entries are missing between %(before)d and %(after)d."),
                before=self.sequence,
                after=entry.sequence,
            )
        if entry.previous_hash != self.hash:
            self._blame(_("Entry %(number)d does not join on to the entry before it."), number=entry.sequence)
        if entry.hash != hash_of(entry):
            self._blame(_("Entry %(number)d was altered."), number=entry.sequence)
        if self.anchored.get(entry.sequence, entry.hash) != entry.hash:
            self._blame(_("Entry %(number)d differs from the anchor file."), number=entry.sequence)
        self.sequence, self.hash = entry.sequence, entry.hash

    def _compare_head(self, head: ChainHead) -> None:
        if not hmac.compare_digest(head.mac.encode(), head_mac(head.sequence, head.hash).encode()):
            self._blame(_("The end of the chain on record was not written by this system."))
        if head.sequence > self.sequence:
            self._blame(
                _("Entries %(first)d to %(last)d are missing at the end."),
                first=self.sequence + 1,
                last=head.sequence,
            )
        elif (head.sequence, head.hash) != (self.sequence, self.hash):
            self._blame(
                _("The chain does not end where it should, at entry %(number)d."), number=head.sequence
            )

    def _blame(self, text: str, **values: int) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(text % values)
