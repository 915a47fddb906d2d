"""The records: complete, consistent with their formulae, and honest about what is not calculated."""

from datetime import date
from math import fsum, isclose
from pathlib import Path

import pytest

from tests.census.indices.fixtures import WEEK, worked_week
from zhenglian.census.errors import IndexUnavailable, IndexUnknown
from zhenglian.census.indices.calculation import calculate
from zhenglian.census.indices.catalogue import INDICES, UNAVAILABLE, index_of, wci_in_force
from zhenglian.census.indices.formulas import NestedLogs, SquaredParts, SquaredSignals, WeightedScores
from zhenglian.census.indices.records import Status


def weight_groups(formula):
    """Each group of weights that must make up a whole."""
    if isinstance(formula, SquaredSignals):
        yield formula.total, formula.mean, formula.peak
        yield [each.weight for each in formula.signals]
    elif isinstance(formula, SquaredParts):
        yield formula.overall, formula.mean, formula.headline, formula.peak
        yield [each.weight for each in formula.signals]
    elif isinstance(formula, NestedLogs):
        yield [weight for weight, _ in formula.groups]
        yield from ([each.weight for each in signals] for _, signals in formula.groups)
    elif isinstance(formula, WeightedScores):
        yield [weight for _, weight in formula.weights]


@pytest.mark.parametrize("index", INDICES.values(), ids=lambda index: index.key)
def test_weights_make_up_a_whole(index):
    groups = list(weight_groups(index.formula))

    assert groups
    assert all(isclose(fsum(group), 1) for group in groups)


@pytest.mark.parametrize("index", INDICES.values(), ids=lambda index: index.key)
def test_record_says_what_a_reader_needs(index):
    assert all((index.chinese, index.english, index.text, index.citation, index.in_force.text, index.needs))
    assert index.status is not Status.FROM_MEMORY


@pytest.mark.parametrize("key", UNAVAILABLE)
def test_what_is_not_known_well_enough_is_refused_with_the_reason(key):
    with pytest.raises(IndexUnavailable) as caught:
        calculate(key, worked_week(), subject="某局", period=WEEK)

    assert caught.value.reason == UNAVAILABLE[key].reason
    assert len(caught.value.reason) > 20


def test_versions_and_lists_that_are_not_calculated():
    assert {"wci-v14.0", "wci-v14.1", "government-accounts-2014", "government-accounts-2017"} <= set(
        UNAVAILABLE
    )
    assert not set(UNAVAILABLE) & set(INDICES)


def test_all_that_is_from_memory_is_unavailable():
    from_memory = {key for key, each in UNAVAILABLE.items() if each.status is Status.FROM_MEMORY}

    assert from_memory == {"government-accounts-2014", "government-accounts-2017"}


def test_unheard_of_index_is_refused_with_what_there_is():
    with pytest.raises(IndexUnknown) as caught:
        index_of("wci-v15")

    assert "wci-v13" in caught.value.known


@pytest.mark.parametrize(
    ("day", "keys"),
    [
        (date(2016, 12, 10), ["wci-v12"]),
        (date(2017, 6, 30), ["wci-v12"]),
        (date(2017, 7, 1), ["wci-v13"]),
        (date(2024, 1, 1), ["wci-v14.2-three", "wci-v14.2-four"]),
    ],
)
def test_version_of_a_day(day, keys):
    assert [index.key for index in wci_in_force(day)] == keys


def test_version_of_a_day_between_two_known_ones_is_not_guessed():
    with pytest.raises(IndexUnavailable):
        wci_in_force(date(2021, 5, 1))


def test_version_of_a_day_whose_version_is_not_known_is_not_guessed():
    with pytest.raises(IndexUnknown):
        wci_in_force(date(2015, 5, 1))


@pytest.mark.parametrize("key", [*INDICES, *UNAVAILABLE])
def test_document_names_every_index(key):
    text = (Path(__file__).parents[3] / "docs/census/indices.md").read_text(encoding="utf-8")

    assert f"| `{key}` |" in text
