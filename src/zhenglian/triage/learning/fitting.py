"""Fits a classifier: ridge regression on runs and on what the lens shows, solved between messages (dual).

Few messages, many runs: the kernel between messages is small, and every held-out part costs one solve of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from zhenglian.triage.classifier import TITLE, WHOLE, Block, Classifier, shares_of
from zhenglian.triage.errors import TooFewExamples
from zhenglian.triage.learning.calibration import slope_of, sure_from
from zhenglian.triage.learning.corpus import folds_of
from zhenglian.triage.learning.lenses import lens_of
from zhenglian.triage.learning.matrices import counted, vocabulary_of, weighted
from zhenglian.triage.learning.measuring import Figures, figures_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from zhenglian.triage.learning.corpus import Material, Message
    from zhenglian.triage.learning.lenses import Lens
    from zhenglian.triage.learning.matrices import Counted, Sparse, Vocabulary

    Floats = NDArray[Any]  # Any: 32 or 64 bits
    Places = NDArray[Any]  # Any: integers of the platform

RIDGE = 1.0
FAIRNESS = 0.3  # 0: each message counts alike; 1: each category does
FOLDS = 5
FEWEST_OF_A_CATEGORY = 5
# Mean squared length of a message in each view; its own runs have 1.0 in the title and 1.0 in the whole.
TOPIC_STRENGTH, TREE_STRENGTH, SENSE_STRENGTH = 0.5, 1.5, 0.3


@dataclass(frozen=True)
class Dense:
    """A view of the messages through directions: rows minus `middle`, times `scale`."""

    rows: Floats  # messages x directions, centred and scaled
    middle: Floats
    scale: float


@dataclass(frozen=True)
class Views:
    """All that is seen of the messages. Own runs by field; through the lens by field; sense of the whole."""

    own: dict[str, tuple[Vocabulary, Sparse]]
    topics: dict[str, Dense]
    tree: dict[str, Dense]
    sense: Dense | None

    def kernel(self) -> Floats:
        total = sum((rows @ rows.T).toarray().astype(np.float64) for _vocabulary, rows in self.own.values())
        dense = [*self.topics.values(), *self.tree.values(), *([self.sense] if self.sense else [])]
        for each in dense:
            total = total + each.rows.astype(np.float64) @ each.rows.T
        return np.asarray(total)


@dataclass(frozen=True)
class Fitted:
    """`held_out`: messages x categories, each row by a classifier that had not seen its body."""

    classifier: Classifier
    held_out: Floats
    truth: Places

    @property
    def figures(self) -> Figures:
        """Of the held-out answers; the threshold was chosen on them too."""
        return figures_of(self.held_out, self.truth, self.classifier.sure_from)


def fit(
    material: Material,
    *,
    seed: int,
    target: float,
    lens: Lens | None = None,
    senses: Floats | None = None,
    encoder: str = "",
) -> Fitted:
    """`target`: precision of what is called sure. `lens`: where it is known. Raises TooFewExamples."""
    messages = material.labelled
    categories = _categories_in(messages)
    truth = np.array([categories.index(each.label) for each in messages])
    lens = lens or lens_of(material, seed=seed)
    views = _views(messages, lens, senses)
    kernel = views.kernel()
    scores = _held_out(kernel, truth, len(categories), folds_of(messages, FOLDS, seed))
    slope = slope_of(scores, truth)
    duals, start = _solved(kernel, truth, len(categories))
    made = _multiplied_out(views, lens, duals, start)
    probabilities = shares_of(scores, slope)
    classifier = Classifier(
        categories=categories,
        blocks=made.blocks,
        bias=made.bias,
        slope=slope,
        sure_from=sure_from(probabilities, truth, target),
        encoder=encoder if senses is not None else "",
        dense=made.dense,
    )
    return Fitted(classifier, probabilities, truth)


@dataclass(frozen=True)
class Sums:
    blocks: tuple[Block, ...]
    bias: Floats
    dense: Floats | None


def _categories_in(messages: Sequence[Message]) -> tuple[str, ...]:
    groups: dict[str, set[str]] = {}
    for each in messages:
        groups.setdefault(each.label, set()).add(each.group)
    large = [label for label, bodies in groups.items() if len(bodies) >= FEWEST_OF_A_CATEGORY]
    if len(large) < 2 or len(large) < len(groups):  # noqa: PLR2004  two sides of a choice
        raise TooFewExamples
    return tuple(sorted(large))


def _views(messages: Sequence[Message], lens: Lens | None, senses: Floats | None) -> Views:
    fields = {
        TITLE: counted([each.title for each in messages]),
        WHOLE: counted([each.whole for each in messages]),
    }
    own = {field: _own(corpus) for field, corpus in fields.items()}
    sense = None if senses is None else _dense(senses, SENSE_STRENGTH)
    if lens is None:
        return Views(own, {}, {}, sense)
    seen = {field: weighted(corpus, lens.vocabulary) for field, corpus in fields.items()}
    topics = {field: _dense(rows @ lens.topics, TOPIC_STRENGTH) for field, rows in seen.items()}
    return Views(own, topics, _tree({field: rows @ lens.tree for field, rows in seen.items()}), sense)


def _own(corpus: Counted) -> tuple[Vocabulary, Sparse]:
    vocabulary = vocabulary_of(corpus, fewest=2)
    return vocabulary, weighted(corpus, vocabulary)


def _tree(rows: dict[str, Floats]) -> dict[str, Dense]:
    """Title and whole share one scale: how near a text is to the names is comparable between them."""
    spread = sum(float(((each - each.mean(axis=0)) ** 2).sum(axis=1).mean()) for each in rows.values())
    if not spread:
        return {}
    return {field: _scaled(each, (TREE_STRENGTH / spread) ** 0.5) for field, each in rows.items()}


def _dense(rows: Floats, strength: float) -> Dense:
    spread = float(((rows - rows.mean(axis=0)) ** 2).sum(axis=1).mean()) or 1.0
    return _scaled(rows, (strength / spread) ** 0.5)


def _scaled(rows: Floats, scale: float) -> Dense:
    middle = rows.mean(axis=0)
    return Dense((rows - middle) * np.float32(scale), middle, scale)


def _solved(kernel: Floats, truth: Places, width: int) -> tuple[Floats, Floats]:
    """Weights of the messages and the bias. Of a rarer category more is believed."""
    wanted = np.where(truth[:, None] == np.arange(width), 1.0, -1.0)
    start = wanted.mean(axis=0)
    common = np.bincount(truth, minlength=width)[truth] * width / len(truth)
    return np.linalg.solve(kernel + np.diag(RIDGE * common**FAIRNESS), wanted - start), start


def _held_out(kernel: Floats, truth: Places, width: int, folds: Places) -> Floats:
    scores = np.zeros((len(truth), width))
    for fold in np.unique(folds):
        rest, held = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        if not len(rest):
            raise TooFewExamples
        duals, start = _solved(kernel[np.ix_(rest, rest)], truth[rest], width)
        scores[held] = kernel[np.ix_(held, rest)] @ duals + start
    return scores


def _multiplied_out(views: Views, lens: Lens | None, duals: Floats, start: Floats) -> Sums:
    """Weights of runs from weights of messages; what was subtracted as `middle` goes into the bias."""
    blocks = [
        Block(field, vocabulary.keys, vocabulary.idf, np.asarray(rows.T @ duals, np.float32))
        for field, (vocabulary, rows) in views.own.items()
    ]
    bias = start.copy()
    if lens:
        for field in views.topics:
            block, shift = _seen_through(lens, field, views, duals)
            blocks.append(block)
            bias -= shift
    sense = None
    if views.sense:
        turned = (views.sense.rows.T @ duals) * views.sense.scale
        bias -= views.sense.middle @ turned
        sense = turned.astype(np.float32)
    return Sums(tuple(blocks), bias.astype(np.float32), sense)


def _seen_through(lens: Lens, field: str, views: Views, duals: Floats) -> tuple[Block, Floats]:
    weights = np.zeros((len(lens.vocabulary.keys), duals.shape[1]), np.float32)
    shift = np.zeros(duals.shape[1])
    for dense, axes in ((views.topics, lens.topics), (views.tree, lens.tree)):
        if field in dense:
            turned = (dense[field].rows.T @ duals) * dense[field].scale
            weights += axes @ turned.astype(np.float32)  # else all axes are copied in 64 bits
            shift += dense[field].middle @ turned
    return Block(field, lens.vocabulary.keys, lens.vocabulary.idf, weights), shift
