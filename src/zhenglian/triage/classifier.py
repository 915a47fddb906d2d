"""From a text to probabilities, by sums over its character runs; and which runs decided. Pure.

Trained in `learning/fitting.py`. Whatever was learnt there — topics of unlabelled texts, names of the tree —
is linear in the runs, so that it has been multiplied out: a model is tables of runs with a weight a category.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import rjieba

from zhenglian.triage.cleaning import clean
from zhenglian.triage.errors import ModelUnsafe
from zhenglian.triage.grams import grams

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from zhenglian.triage.grams import Counts, Keys

    Floats = NDArray[Any]  # Any: 32 or 64 bits

TITLE, WHOLE = "title", "whole"
SHOWN_WORDS = 3
FEWEST_CHARACTERS = 2  # of a word that explains anything


@dataclass(frozen=True)
class Block:
    """One table: ascending runs, their idf, and runs x categories weights. `field` is title or whole."""

    field: str
    keys: Keys
    idf: Floats
    weights: Floats

    def found(self, keys: Keys, counts: Counts) -> tuple[Keys, Floats]:
        """Places of the runs known here and their values; the values have length 1 together."""
        if not len(self.keys):
            return np.empty(0, np.uint64), np.empty(0, np.float32)
        places = np.searchsorted(self.keys, keys)
        places[places == len(self.keys)] = 0
        known = self.keys[places] == keys
        values = (1 + np.log(counts[known])) * self.idf[places[known]]
        return places[known], values / (np.sqrt((values**2).sum()) or 1.0)


@dataclass(frozen=True)
class Classifier:
    """`slope` turns scores into probabilities; below `sure_from` the classifier abstains."""

    categories: tuple[str, ...]
    blocks: tuple[Block, ...]
    bias: Floats
    slope: float
    sure_from: float
    encoder: str = ""  # package of the sentence model it was trained with
    dense: Floats | None = None  # numbers of the sentence model x categories

    def scores(self, title: str, text: str, sense: Floats | None = None) -> Floats:
        runs = _runs(title, text)
        total = self.bias.astype(np.float64)
        for block in self.blocks:
            places, values = block.found(*runs[block.field])
            total += values @ block.weights[places]
        if self.dense is not None and sense is not None:
            total += sense @ self.dense
        return total

    def probabilities(self, title: str, text: str, sense: Floats | None = None) -> Floats:
        """In the order of `categories`; they add up to 1."""
        return shares_of(self.scores(title, text, sense), self.slope)

    def deciding(self, title: str, text: str, category: str) -> list[str]:
        """Up to three words of the text that speak most for this category against the others."""
        column = self.categories.index(category)
        weight: dict[int, float] = {}
        for block in self.blocks:
            keys, counts = _runs(title, text)[block.field]
            places, values = block.found(keys, counts)
            gains = values * (block.weights[places, column] - block.weights[places].mean(axis=1))
            for key, gain in zip(block.keys[places].tolist(), gains.tolist(), strict=True):
                weight[key] = weight.get(key, 0.0) + gain
        return _told(weight, set(rjieba.cut(clean(f"{title}，{text}"))))


def classifier_of(facts: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> Classifier:
    """From a model's file. Raises ModelUnsafe when its parts do not fit together."""
    try:
        blocks = tuple(
            Block(field, *(arrays[f"{number}.{part}"] for part in ("keys", "idf", "weights")))
            for number, field in enumerate(facts["fields"])
        )
        made = Classifier(
            categories=tuple(str(each) for each in facts["categories"]),
            blocks=blocks,
            bias=arrays["bias"],
            slope=float(facts["slope"]),
            sure_from=float(facts["sure_from"]),
            encoder=str(facts["encoder"]),
            dense=arrays.get("dense"),
        )
    except (KeyError, TypeError, ValueError) as reason:
        raise ModelUnsafe from reason
    if not _is_fitting(made):
        raise ModelUnsafe
    return made


def parts_of(classifier: Classifier) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Facts and arrays for a model's file."""
    arrays: dict[str, NDArray[Any]] = {"bias": classifier.bias.astype("<f4")}
    for number, block in enumerate(classifier.blocks):
        arrays[f"{number}.keys"] = block.keys.astype("<u8")
        arrays[f"{number}.idf"] = block.idf.astype("<f4")
        arrays[f"{number}.weights"] = block.weights.astype("<f4")
    if classifier.dense is not None:
        arrays["dense"] = classifier.dense.astype("<f4")
    facts = {
        "categories": list(classifier.categories),
        "fields": [block.field for block in classifier.blocks],
        "slope": classifier.slope,
        "sure_from": classifier.sure_from,
        "encoder": classifier.encoder,
    }
    return facts, arrays


def shares_of(scores: Floats, slope: float) -> Floats:
    """Probabilities over the last axis: of the first by its lead over the second, the others share the rest.

    The lead tells more than a softmax of all: on held-out messages it is twice as well calibrated.
    """
    raised = np.asarray(scores * slope, np.float64)
    second, best = np.split(np.sort(raised, axis=-1)[..., -2:], 2, axis=-1)
    first = 1 / (1 + np.exp(second - best))
    is_first = np.arange(raised.shape[-1]) == raised.argmax(axis=-1)[..., None]
    others = np.exp(np.where(is_first, -np.inf, raised - second))
    return np.where(is_first, first, (1 - first) * others / others.sum(axis=-1, keepdims=True))


def _runs(title: str, text: str) -> dict[str, tuple[Keys, Counts]]:
    return {TITLE: grams(title), WHOLE: grams(f"{title}\n{text}")}


def _is_fitting(made: Classifier) -> bool:
    width = len(made.categories)
    return (
        width > 1
        and made.bias.shape == (width,)
        and bool(np.isfinite([made.slope, made.sure_from]).all())
        and (made.dense is None or made.dense.shape[1:] == (width,))
        and all(
            block.field in {TITLE, WHOLE}
            and block.idf.shape == block.keys.shape
            and block.weights.shape == (*block.keys.shape, width)
            and bool((block.keys[1:] > block.keys[:-1]).all())
            for block in made.blocks
        )
    )


def _told(weight: dict[int, float], words: set[str]) -> list[str]:
    """What a word weighs is the sum of its runs. Single characters and punctuation explain nothing."""
    gains = {
        word: sum(weight.get(key, 0.0) for key in grams(word)[0].tolist())
        for word in words
        if len(word) >= FEWEST_CHARACTERS and word.isalnum() and not word.isascii()
    }
    best = sorted(gains, key=lambda word: (-gains[word], word))[:SHOWN_WORDS]
    return [word for word in best if gains[word] > 0]
