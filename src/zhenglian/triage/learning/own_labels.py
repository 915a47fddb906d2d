"""Corrections in the categories of a training: people choose finer topics than the given messages have."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from zhenglian.triage.learning.fitting import FEWEST_OF_A_CATEGORY

if TYPE_CHECKING:
    from zhenglian.triage.learning.corpus import Message

    Own = Sequence[tuple[Message, bool]]  # with: is it held out?


def fitting(own: Own, given: Collection[str]) -> list[tuple[Message, bool]]:
    """Those that can be learnt from, each labelled by the longest part of its path among the `given` labels.

    What has none there counts by the first name of its path, if five different messages stay to learn from
    when the held-out ones are set apart; a rare category would end the whole training. A label above given
    ones is left out: it would part what they name.
    """
    named = [(replace(each, label=_label(each.label, given)), held) for each, held in own]
    bodies: dict[str, set[str]] = {}
    for each, held in named:
        if not held:
            bodies.setdefault(each.label, set()).add(each.group)
    large = {label for label, found in bodies.items() if len(found) >= FEWEST_OF_A_CATEGORY}
    return [(each, held) for each, held in named if each.label and each.label in large | set(given)]


def _label(key: str, given: Collection[str]) -> str:
    """Empty where it stands above given ones."""
    names = key.split("/")
    for depth in range(len(names), 0, -1):
        path = "/".join(names[:depth])
        if path in given:
            return path
    return "" if any(label.startswith(f"{names[0]}/") for label in given) else names[0]
