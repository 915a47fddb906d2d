"""Probabilities that mean what they say, and the threshold of being sure."""

import numpy as np
import pytest

from zhenglian.triage.classifier import shares_of
from zhenglian.triage.learning.calibration import NEVER, calibration_error, slope_of, sure_from


def shares(*best):
    return np.array([[each, 1 - each] for each in best])


def test_slope_is_the_one_under_which_the_truth_was_drawn():
    draw = np.random.default_rng(3)
    scores = draw.normal(size=(4000, 3))
    chances = shares_of(scores, 2.0)
    truth = (draw.random(4000)[:, None] > chances.cumsum(axis=1)).sum(axis=1)

    assert slope_of(scores, truth) == pytest.approx(2.0, rel=0.1)


def test_first_is_as_likely_as_its_lead_over_the_second_says():
    found = shares_of(np.array([[3.0, 1.0, -1.0], [1.0, 1.0, 1.0], [9000.0, 0.0, 0.0]]), 1.0)

    assert found[0, 0] == pytest.approx(1 / (1 + np.exp(-2)))  # wherever the third is
    assert found[0, 1] / found[0, 2] == pytest.approx(np.exp(2))
    assert found.sum(axis=1) == pytest.approx(1)
    assert found[1].tolist() == [0.5, 0.25, 0.25]
    assert found[2].tolist() == [1, 0, 0]


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
