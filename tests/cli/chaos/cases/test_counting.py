"""What is missing, there twice or elsewhere must be counted: planted faults of each sort."""

from __future__ import annotations

from collections import Counter

import pytest

from zhenglian.cli.chaos.cases.counting import (
    CaseTally,
    Kept,
    count_acts,
    count_photos,
    count_rows,
    uncertain,
)
from zhenglian.cli.chaos.cases.plan import (
    COURSES,
    MOST_REPORTS,
    neighbours_of,
    network_of,
    number_in,
    photo_in,
    photos_of,
    picture,
    words_of,
)
from zhenglian.cli.chaos.cases.telling import Sending, Told, read_told


def told(*sendings, number=1, **acts):
    return [Told(number, "whole", list(sendings), Counter(acts))]


def report(*codes, number=1, photos=()):
    return Sending("report", number, list(photos), list(codes))


def rows(record, *kept):
    tally = CaseTally()
    count_rows(record, [Kept(*each) for each in kept], tally)
    return {name: count for name, count in tally.figures.items() if count}


def test_answered_report_behind_its_code_is_clean():
    assert rows(told(report("A")), ("report", 1, "A")) == {}


@pytest.mark.parametrize("kept", [[], [("report", 1, "B")], [("join", 1, "A")]])
def test_answered_report_that_is_not_behind_its_code_is_lost(kept):
    assert rows(told(report("A")), *kept)["lost"] == 1


def test_unanswered_report_may_be_there_or_not():
    assert rows(told(report())) == rows(told(report()), ("report", 1, "A")) == {}


@pytest.mark.parametrize("codes", [(), ("A",)])
def test_report_that_is_there_twice_is_doubled_whether_answered_or_not(codes):
    assert rows(told(report(*codes)), ("report", 1, "A"), ("report", 1, "B"))["duplicated"] == 1


def test_two_codes_for_one_form_are_doubled():
    assert rows(told(report("A", "B")), ("report", 1, "A"))["duplicated"] == 1


@pytest.mark.parametrize("number", [None, 9])
def test_words_that_nobody_sent_are_counted(number):
    assert rows(told(report("A")), ("report", 1, "A"), ("report", number, "C")) == {"strange": 1}


def photos(record, *kept):
    tally = CaseTally()
    count_photos(record, kept, tally)
    return {name: count for name, count in tally.figures.items() if count}


def test_photos_in_their_own_case_are_clean():
    assert photos(told(report("A", photos=[16, 17])), (16, {1}), (17, {1, 5})) == {}


def test_photo_of_an_answered_report_that_is_not_there_is_lost():
    assert photos(told(report("A", photos=[16, 17])), (16, {1})) == {"photos_lost": 1}
    assert photos(told(report(photos=[16]))) == {}


def test_photo_that_is_there_twice_is_doubled():
    assert photos(told(report("A", photos=[16])), (16, {1}), (16, {1})) == {"photos_doubled": 1}


def test_photo_in_the_case_of_somebody_else_is_misplaced():
    assert photos(told(report("A", photos=[16])), (16, {2})) == {"photos_misplaced": 1}


def acts(record, **stored):
    tally = CaseTally()
    count_acts(record, {1: Counter(stored)}, tally)
    return tally.acts_lost, tally.acts_doubled


def test_acts_are_in_the_history_as_often_as_they_were_answered():
    assert acts(told(move=2, accept=1), move=2, accept=1) == ([], [])
    assert acts(told(move=2), move=1) == (["1 move"], [])
    assert acts(told(move=1), move=2) == ([], ["1 move"])
    assert acts(told(), rate=1) == ([], ["1 rate"])


def test_clean_tally_says_so():
    assert CaseTally().is_clean
    assert not CaseTally(photos_lost=[3]).is_clean


def test_record_is_read_back_as_it_was_written():
    record = told(report("A", photos=[16]), report(), accept=1)

    assert read_told([record[0].line, "\n"]) == record
    assert len(uncertain(record)) == 1


@pytest.mark.parametrize("photo", [0, 1, 63, 64, 4095, 4096, 262_143])
def test_photo_says_which_it_is(photo):
    assert photo_in(picture(photo)) == photo


def test_numbers_photos_and_networks_of_all_reports_differ():
    last = MOST_REPORTS - 1
    numbers = [*range(MOST_REPORTS), *neighbours_of(last, MOST_REPORTS)]

    assert number_in(words_of(last)) == last
    assert number_in("别的话") is None
    assert max(photos_of(numbers[-1]), default=0) < 64**3
    assert len({network_of(number) for number in numbers}) == len(numbers)
    assert len(set(COURSES)) == len(COURSES)
