"""Messages for training and measuring, read from JSON lines; texts with the same body stay together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from zhenglian.triage.cleaning import clean
from zhenglian.triage.errors import MessagesUnreadable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[Any]  # Any: integers of the platform


@dataclass(frozen=True)
class Message:
    """`label` is empty where nobody said one; `reply` where nobody answered."""

    title: str
    text: str
    label: str = ""
    reply: str = ""

    @property
    def whole(self) -> str:
        return f"{self.title}\n{self.text}"

    @property
    def group(self) -> str:
        return hashlib.sha256(clean(self.text).encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True)
class Material:
    """What is learnt from: labelled messages, and what may stand beside them."""

    labelled: Sequence[Message]
    unlabelled: Sequence[Message] = ()  # replies that are known come along
    topics: tuple[str, ...] = ()  # one text of names for each second-level category


# The names under which a folder holds them.
UNLABELLED, REPLIES, TAXONOMY = "unlabelled.jsonl", "replies_train.jsonl", "taxonomy.jsonl"


def messages_in(path: Path, *, is_labelled: bool = False) -> list[Message]:
    """Raises MessagesUnreadable for a line that is no message."""
    try:
        rows = [_message(row) for row in _rows(path)]
    except (OSError, ValueError, AttributeError) as reason:
        raise MessagesUnreadable from reason
    if is_labelled and not all(row.label for row in rows):
        raise MessagesUnreadable
    return rows


def topics_in(path: Path) -> tuple[str, ...]:
    """The names in each second-level category as one text, in alphabetical order."""
    names: dict[str, set[str]] = {}
    try:
        for row in _rows(path):
            below = [str(row[level]) for level in ("l2", "l3") if row.get(level)]
            names.setdefault("/".join([row["l1"], *below[:1]]), set()).update(below or [row["l1"]])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as reason:
        raise MessagesUnreadable from reason
    return tuple("，".join(sorted(names[key])) for key in sorted(names))


def material_beside(
    train: Path, *, unlabelled: Path | None = None, replies: Path | None = None, taxonomy: Path | None = None
) -> Material:
    """The train file, and the others where they were named or lie beside it."""
    more = [path or train.with_name(name) for path, name in ((unlabelled, UNLABELLED), (replies, REPLIES))]
    tree = taxonomy or train.with_name(TAXONOMY)
    return Material(
        labelled=messages_in(train, is_labelled=True),
        unlabelled=[row for path in more if path.exists() for row in messages_in(path)],
        topics=topics_in(tree) if tree.exists() else (),
    )


def folds_of(messages: Sequence[Message], count: int, seed: int) -> Places:
    """The part in which each message is held out: by a hash of its body, so that copies are never parted."""
    return np.array(
        [int(hashlib.sha256(f"{seed}:{each.group}".encode()).hexdigest(), 16) % count for each in messages],
        np.int64,
    )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _message(row: dict[str, Any]) -> Message:
    return Message(*(str(row.get(name) or "") for name in ("title", "text", "label", "reply")))
