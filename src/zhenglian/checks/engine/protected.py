"""Protected names with one character wrong, missing or doubled.

One slip leaves one half of a name intact (pigeonhole): the halves are the patterns, the rest is compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from django.utils.translation import gettext_lazy as _

from zhenglian.checks.engine.patterns import Patterns
from zhenglian.checks.engine.vocabulary import Vocabulary, lines_of, shipped_vocabulary
from zhenglian.checks.enums import CheckCode, Severity
from zhenglian.checks.findings import CheckFinding
from zhenglian.checks.passages import Passage

WHY = _("Errors in the names of the state, the party and its set phrases are grave; inspections count each.")


class ProtectedNames:
    def __init__(self, names: list[str], vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.names = names
        halves = [(name[: len(name) // 2], name, 0) for name in names]
        halves += [(name[len(name) // 2 :], name, len(name) // 2) for name in names]
        self.patterns = Patterns(list(dict.fromkeys(half for half, _name, _shift in halves)))
        self._of_half: dict[str, list[tuple[str, int]]] = {}
        for half, name, shift in halves:
            self._of_half.setdefault(half, []).append((name, shift))

    def findings(self, passage: Passage) -> Iterator[CheckFinding]:
        text, seen = passage.text, set()
        for start, end, _number in self.patterns.found(text):
            for name, shift in self._of_half[text[start:end]]:
                span = self.near_miss(text, start, name, shift)
                if span is not None and span not in seen:
                    seen.add(span)
                    yield self._finding(passage, span, name)

    def near_miss(self, text: str, start: int, name: str, shift: int) -> tuple[int, int] | None:
        """The place of `name` with one slip, when its half that begins at `shift` stands at `start`."""
        half = len(name) // 2
        for length in (len(name), len(name) - 1, len(name) + 1):
            first = start if not shift else start + len(name) - half - length
            stands = text[first : first + length] if first >= 0 else ""
            if (
                len(stands) == length
                and self._is_slip(stands, name)
                and not self._is_right(text, first, name)
            ):
                return first, first + length
        return None

    def _is_right(self, text: str, first: int, name: str) -> bool:
        return any(text.startswith(name, place) for place in (first - 1, first, first + 1) if place >= 0)

    def _is_slip(self, stands: str, name: str) -> bool:
        if len(stands) == len(name):
            differ = [place for place in range(len(name)) if stands[place] != name[place]]
            return len(differ) == 1 and self._could_be(stands, name, differ[0])
        if len(stands) < len(name):
            inner = range(1, len(name) - 1)
            return any(name[:place] + name[place + 1 :] == stands for place in inner)
        return any(
            stands[place] == stands[place + 1] and stands[:place] + stands[place + 1 :] == name
            for place in range(len(name))
        )

    def _could_be(self, stands: str, name: str, place: int) -> bool:
        """Inside a name any Chinese character is a slip; at its ends only one that sounds or looks alike."""
        wrong, right = stands[place], name[place]
        if "\u4e00" <= wrong <= "\u9fff" and 0 < place < len(name) - 1:
            return True
        sounds = self.vocabulary.syllables
        is_alike = any(wrong in group for group in self.vocabulary.shapes.get(right, ()))
        return is_alike or (wrong in sounds and sounds[wrong] == sounds.get(right))

    @staticmethod
    def _finding(passage: Passage, span: tuple[int, int], name: str) -> CheckFinding:
        start, end = span
        wrong = passage.text[start:end]
        return CheckFinding(
            code=CheckCode.PROTECTED_NAME,
            where=passage.where,
            start=start,
            end=end,
            text=wrong,
            severity=Severity.BLOCK,
            message=_("«%(wrong)s» is a misspelt protected name or phrase: «%(right)s».")
            % {"wrong": wrong, "right": name},
            explanation=WHY,
            rule=f"protected:{name}",
            mends=(name,),
            is_safe=True,
        )


@cache
def shipped_names() -> ProtectedNames:
    return ProtectedNames(lines_of("protected.txt"), shipped_vocabulary())
