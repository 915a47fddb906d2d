"""What is missing or there twice must be counted: planted faults of each sort."""

from __future__ import annotations

import pytest

from zhenglian.cli.chaos.pushes.counting import answered_numbers, tally_of

ANSWERS = {0: 1, 1: 2, 2: 0, 3: 1}


def test_lines_of_the_platform_are_numbers_and_answers():
    assert answered_numbers(["0 1\n", "", "7 3\n"]) == {0: 1, 7: 3}


@pytest.mark.parametrize("stored", [[0, 1, 3], [3, 1, 0, 2]])
def test_answered_messages_that_are_there_once_are_clean(stored):
    """Also when one is there whose answer never came back."""
    assert tally_of(ANSWERS, stored).is_clean


def test_answered_message_that_is_not_there_is_lost():
    tally = tally_of(ANSWERS, [0, 3])

    assert (tally.lost, tally.is_clean) == ([1], False)


def test_unanswered_message_that_is_not_there_is_not_lost():
    assert tally_of(ANSWERS, [0, 1, 3]).lost == []


@pytest.mark.parametrize("number", [0, 2])
def test_message_that_is_there_twice_is_doubled_whether_answered_or_not(number):
    tally = tally_of(ANSWERS, [0, 1, 2, 3, number])

    assert (tally.duplicated, tally.is_clean) == ([number], False)


def test_texts_that_nobody_sent_are_counted():
    tally = tally_of(ANSWERS, [0, 1, 3, None, 99])

    assert (tally.strange, tally.is_clean) == (2, False)


def test_nothing_stored_means_all_that_was_answered_is_lost():
    assert tally_of(ANSWERS, []).lost == [0, 1, 3]
