"""How good a classifier is on messages it has not seen, and how fast on one core."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from zhenglian.triage.learning.calibration import calibration_error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from zhenglian.triage.classifier import Classifier
    from zhenglian.triage.learning.corpus import Message

    Floats = NDArray[Any]  # Any: 32 or 64 bits
    Places = NDArray[Any]  # Any: integers of the platform

COVERAGE = 0.7


@dataclass(frozen=True)
class Figures:
    """Shares from 0 to 1. `sure`: messages above the threshold, `sure_accuracy`: right among them."""

    messages: int
    macro_f1: float
    micro_f1: float
    calibration: float
    accuracy_at_70: float
    top2: float
    sure: float
    sure_accuracy: float | None

    def rounded(self) -> dict[str, float | int | None]:
        return {
            name: round(value, 4) if isinstance(value, float) else value
            for name, value in asdict(self).items()
        }


def figures_of(probabilities: Floats, truth: Places, sure_from: float) -> Figures:
    """`truth` -1: a category that the classifier does not know, so always wrong."""
    found, best = probabilities.argmax(axis=1), probabilities.max(axis=1)
    right = found == truth
    surest = np.argsort(-best, kind="stable")[: max(1, round(COVERAGE * len(truth)))]
    first_two = np.argsort(-probabilities, axis=1, kind="stable")[:, :2]
    sure = best >= sure_from
    return Figures(
        messages=len(truth),
        macro_f1=macro_f1(found, truth),
        micro_f1=float(right.mean()),
        calibration=calibration_error(probabilities, truth),
        accuracy_at_70=float(right[surest].mean()),
        top2=float((first_two == truth[:, None]).any(axis=1).mean()),
        sure=float(sure.mean()),
        sure_accuracy=float(right[sure].mean()) if sure.any() else None,
    )


def macro_f1(found: Places, truth: Places) -> float:
    """Mean of the F1 of every category that occurs in truth or answer."""
    each = [
        2 * np.sum((found == one) & (truth == one)) / (np.sum(found == one) + np.sum(truth == one))
        for one in np.union1d(found, truth)
    ]
    return float(np.mean(each))


def judged(classifier: Classifier, messages: Sequence[Message], senses: Floats | None) -> Floats:
    """Messages x categories, one message after the other as in service."""
    return np.array(
        [
            classifier.probabilities(each.title, each.text, None if senses is None else senses[row])
            for row, each in enumerate(messages)
        ]
    )


def truth_of(classifier: Classifier, messages: Sequence[Message]) -> Places:
    places = {name: place for place, name in enumerate(classifier.categories)}
    return np.array([places.get(each.label, -1) for each in messages], np.int64)


def milliseconds(classifier: Classifier, messages: Sequence[Message]) -> dict[str, float]:
    """Median and 95th percentile of this thread's own time for one message, words that decided included."""
    spent = []
    for each in messages:
        began = time.thread_time_ns()
        best = classifier.categories[int(classifier.probabilities(each.title, each.text).argmax())]
        classifier.deciding(each.title, each.text, best)
        spent.append((time.thread_time_ns() - began) / 1e6)
    return {
        "p50_ms": round(float(np.percentile(spent, 50)), 2),
        "p95_ms": round(float(np.percentile(spent, 95)), 2),
    }
