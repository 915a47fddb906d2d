"""What is known before any label: topics of the unlabelled texts, and the words of the category tree.

Both are directions in the space of character runs, so that a weight for a direction is a weight for runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from zhenglian.triage.grams import length_of
from zhenglian.triage.learning.matrices import Vocabulary, counted, topics_of, vocabulary_of, weighted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from zhenglian.triage.learning.corpus import Material

    Floats = NDArray[Any]  # Any: 32 or 64 bits

WIDTH = 400  # topics
FEWEST_TEXTS = 500  # below that, topics are chance


@dataclass(frozen=True)
class Lens:
    """`topics` and `tree`: runs x directions; either may have no column. None of it knows a label."""

    vocabulary: Vocabulary
    topics: Floats
    tree: Floats


def lens_of(material: Material, *, seed: int) -> Lens | None:
    """None without texts enough: the labelled messages then stand for themselves."""
    texts = [each.whole for each in material.unlabelled]
    texts += [
        each.reply for each in material.unlabelled if each.reply
    ]  # the office that answers names the matter
    background = counted(texts)
    if len(background) < FEWEST_TEXTS:
        return None
    vocabulary = vocabulary_of(background, fewest=4, most=0.3, longest=3)
    topics = topics_of(background, vocabulary, width=WIDTH, seed=seed)
    return Lens(vocabulary, topics, tree_of(material.topics, vocabulary))


def tree_of(names: Sequence[str], vocabulary: Vocabulary) -> Floats:
    """One direction a text of names; single characters are left out, for they mean anything."""
    if not names:
        return np.zeros((len(vocabulary.keys), 0), np.float32)
    words = length_of(vocabulary.keys) > 1
    told = weighted(counted(names), Vocabulary(vocabulary.keys, vocabulary.idf * words))
    return np.asarray(told.T.toarray(), np.float32)
