"""The lexicon as it counts now: shipped and the office's own, kept a process, swapped by its stamp."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from threading import Lock

from django.db.models import Max
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from zhenglian.checks.engine.entries import Entry, shipped_entries
from zhenglian.checks.engine.lexicon import Lexicon
from zhenglian.checks.engine.vocabulary import DATA, shipped_vocabulary
from zhenglian.checks.enums import CheckCode, Severity
from zhenglian.checks.models import Institution, LexiconEntry, OfficeStamp, Title

BY_OFFICE = _("An entry of the office's own list.")
_swapping = Lock()
_kept: dict[str, tuple[int, Lexicon]] = {}


def current_lexicon() -> Lexicon:
    """One small query when nothing has changed; else a new automaton takes the old one's place."""
    number = stamp_number()
    kept = _kept.get("lexicon")
    if kept is not None and kept[0] == number:
        return kept[1]
    with _swapping:
        lexicon = Lexicon([*office_entries(), *shipped_entries()])
        _kept["lexicon"] = (number, lexicon)
    return lexicon


def stamp_number() -> int:
    return OfficeStamp.objects.aggregate(number=Max("number"))["number"] or 0


@cache
def shipped_lexicon() -> Lexicon:
    return Lexicon(shipped_entries())


def lexicon_version(*, own: bool = True) -> str:
    """Digest of everything shipped, and the stamp of the office's own entries: `3f2a9c01+0`."""
    return f"{shipped_version()}+{stamp_number():x}" if own else shipped_version()


def lexicon_size() -> dict[str, int]:
    """How many entries, vocabulary words and patterns ship, and their bytes."""
    words, shipped = shipped_vocabulary().words, shipped_lexicon()
    return {
        "entries": len(shipped.entries),
        "words": words.count,
        "patterns": shipped.patterns.count + words.keys,
        "bytes": sum(path.stat().st_size for path in DATA.iterdir()),
    }


@cache
def shipped_version() -> str:
    digest = sha256()
    for path in sorted(DATA.iterdir()):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:8]


def office_entries() -> Iterator[Entry]:
    """Words count while they are valid; names and titles are wrong outside their time."""
    for word in LexiconEntry.objects.filter(is_active=True):
        rights = (word.right,) if word.right else ()
        yield Entry(
            f"office:word:{word.pk}",
            CheckCode.OFFICE_WORD,
            word.wrong,
            rights,
            Severity(word.severity),
            _why(word.reason),
            word.contexts,
            used_from=word.valid_from,
            used_to=word.valid_to,
        )
    for code, model in ((CheckCode.OUTDATED_NAME, Institution), (CheckCode.OUTDATED_TITLE, Title)):
        for name in model.objects.filter(is_active=True):
            yield Entry(
                f"office:{model._meta.model_name}:{name.pk}",
                code,
                name.name,
                (name.correct,) if name.correct else (),
                Severity.BLOCK,
                _why(name.note),
                valid_from=name.valid_from,
                valid_to=name.valid_to,
            )


def _why(words: str) -> StrOrPromise:
    return words or BY_OFFICE
