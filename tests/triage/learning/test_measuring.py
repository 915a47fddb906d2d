"""Figures against small tables worked out by hand."""

import numpy as np
import pytest

from tests.factories.triage import material, messages
from zhenglian.triage.learning.fitting import fit
from zhenglian.triage.learning.measuring import figures_of, macro_f1, milliseconds


def test_macro_f1_counts_every_category_alike():
    found, truth = np.array([0, 0, 0, 1]), np.array([0, 0, 1, 1])

    assert macro_f1(found, truth) == pytest.approx((0.8 + 2 / 3) / 2)


def test_figures_of_a_small_table():
    shares = np.array([[0.8, 0.1, 0.1], [0.5, 0.3, 0.2], [0.4, 0.35, 0.25], [0.1, 0.2, 0.7]])
    figures = figures_of(shares, np.array([0, 1, 2, 2]), 0.6)

    assert figures.micro_f1 == 0.5
    assert figures.top2 == 0.75
    assert figures.accuracy_at_70 == pytest.approx(2 / 3)  # the surest three of four
    assert (figures.sure, figures.sure_accuracy) == (0.5, 1.0)


def test_unknown_category_is_always_wrong():
    figures = figures_of(np.array([[0.9, 0.1]]), np.array([-1]), 0.5)

    assert (figures.micro_f1, figures.top2, figures.macro_f1) == (0, 0, 0)


def test_time_is_told_in_milliseconds():
    spent = milliseconds(fit(material(30), seed=1, target=0.9).classifier, messages(5, seed=3))

    assert 0 < spent["p50_ms"] <= spent["p95_ms"] < 1000
