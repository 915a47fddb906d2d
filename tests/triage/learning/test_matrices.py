"""Topics: the directions that an exact decomposition would find."""

import numpy as np
import pytest

from tests.factories.triage import messages
from zhenglian.triage.learning.matrices import counted, topics_of, vocabulary_of, weighted


@pytest.fixture
def background():
    return counted([each.whole for each in messages(80)])


def test_topics_hold_nearly_as_much_as_the_exact_ones(background):
    vocabulary = vocabulary_of(background, fewest=2)
    rows = weighted(background, vocabulary)

    topics = topics_of(background, vocabulary, width=6, seed=1)

    exact = np.linalg.svd(rows.toarray(), compute_uv=False)
    assert np.abs(topics.T @ topics - np.eye(6)).max() < 1e-4
    assert np.linalg.norm(rows @ topics) ** 2 > 0.99 * (exact[:6] ** 2).sum()


def test_fewer_texts_than_topics_give_fewer_topics(background):
    few = background.take(np.arange(12))
    vocabulary = vocabulary_of(few, fewest=2)

    assert topics_of(few, vocabulary, width=400, seed=1).shape == (len(vocabulary.keys), 11)
