"""From scores to honest probabilities, and from where on the classifier is sure: from held-out messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from zhenglian.triage.classifier import shares_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[Any]  # Any: 32 or 64 bits
    Places = NDArray[Any]  # Any: integers of the platform

SLOPES = np.geomspace(0.3, 30, 121)
NEVER = 2.0  # no probability reaches it
FEWEST_SURE = 20  # messages that a promise of precision needs at least
BINS = 10
TINY = 1e-12  # one certain mistake must not outweigh all else


def slope_of(scores: Floats, truth: Places) -> float:
    """The factor under which the truth is likeliest (temperature scaling, Guo et al. 2017)."""
    rows = np.arange(len(truth))

    def loss(slope: float) -> float:
        return float(-np.log(np.maximum(shares_of(scores, slope)[rows, truth], TINY)).mean())

    return float(min(SLOPES, key=loss))


def sure_from(probabilities: Floats, truth: Places, target: float) -> float:
    """The lowest probability from which on `target` of the held-out messages were right; else NEVER."""
    best = probabilities.max(axis=1)
    order = np.argsort(-best, kind="stable")
    right = np.cumsum((probabilities.argmax(axis=1) == truth)[order])
    share = right / np.arange(1, len(order) + 1)
    is_last = np.append(np.diff(best[order]) != 0, True)  # of equals: a threshold takes all of them
    good = np.flatnonzero((share >= target) & is_last)
    if not len(good) or good[-1] + 1 < min(FEWEST_SURE, len(order)):
        return NEVER
    return float(best[order[good[-1]]])


def calibration_error(probabilities: Floats, truth: Places) -> float:
    """Expected calibration error over ten bins of the best probability (Guo et al. 2017)."""
    best = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == truth
    bins = np.minimum((best * BINS).astype(int), BINS - 1)
    gaps = [abs(right[bins == each].sum() - best[bins == each].sum()) for each in range(BINS)]
    return float(sum(gaps) / len(truth))
