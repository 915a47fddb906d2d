"""Probabilities that mean what they say, and the threshold of being sure."""

import numpy as np
import pytest

from zhenglian.triage.learning.calibration import NEVER, calibration_error, slope_of, sure_from


def shares(*best):
    return np.array([[each, 1 - each] for each in best])


def test_slope_is_the_one_under_which_the_truth_was_drawn():
    draw = np.random.default_rng(3)
    scores = draw.normal(size=(4000, 3))
    odds = np.exp(scores * 2.0)
    chances = odds / odds.sum(axis=1, keepdims=True)
    truth = (draw.random(4000)[:, None] > chances.cumsum(axis=1)).sum(axis=1)

    assert slope_of(scores, truth) == pytest.approx(2.0, rel=0.1)


def test_threshold_is_the_lowest_that_keeps_the_target():
    found = shares(*[0.95] * 18, *[0.9] * 2, *[0.7] * 10)
    truth = np.array([0] * 20 + [1] * 10)

    assert sure_from(found, truth, 0.95) == pytest.approx(0.9)


def test_target_met_by_a_handful_only_is_no_promise():
    found = shares(0.99, *[0.8] * 40)
    truth = np.array([0] + [1] * 40)

    assert sure_from(found, truth, 0.9) == NEVER


def test_calibration_error_is_the_gap_between_said_and_right():
    found = shares(*[0.85] * 10)

    assert calibration_error(found, np.array([0] * 6 + [1] * 4)) == pytest.approx(0.25)
    assert calibration_error(shares(1.0, 1.0), np.array([0, 0])) == 0
