"""The table of states: what it lets follow, what it refuses, and that it is whole."""

from __future__ import annotations

import itertools

import pytest

from zhenglian.cases.enums import UNDER_WAY, Act, CaseState
from zhenglian.cases.errors import NotNow
from zhenglian.cases.states import TABLE, Who, acts_in, is_open_to, needs_evidence, row_of, target_of

ENDS = {CaseState.WITHDRAWN, CaseState.JOINED}


def test_every_act_but_the_first_has_one_row():
    named = [row.act for row in TABLE]

    assert sorted(named) == sorted(set(Act) - {Act.RECEIVE})


@pytest.mark.parametrize(("act", "state"), itertools.product([row.act for row in TABLE], CaseState))
def test_what_stands_in_no_row_is_refused_and_names_the_state(act, state):
    row = row_of(act)

    if state in row.sources:
        assert target_of(act, state) == (row.target or state)
    else:
        with pytest.raises(NotNow) as refusal:
            target_of(act, state)
        assert str(state.label) in str(refusal.value)


def test_every_state_is_reached_from_the_first_one():
    reached, frontier = {CaseState.RECEIVED}, [CaseState.RECEIVED]
    while frontier:
        state = frontier.pop()
        fresh = {target_of(act, state) for act in acts_in(state)} - reached
        reached |= fresh
        frontier += fresh

    assert reached == set(CaseState)


def test_every_state_under_way_can_be_answered_or_ended_by_the_citizen():
    for state in UNDER_WAY:
        assert is_open_to(Act.WITHDRAW, state)


def test_nothing_follows_an_end():
    for state in ENDS:
        assert acts_in(state) == []


def test_no_machine_answers():
    assert Who.MACHINE not in row_of(Act.ANSWER).who
    assert Who.MACHINE not in row_of(Act.SUBMIT).who


@pytest.mark.parametrize(
    ("class_key", "is_needed"),
    [
        ("complaint", True),
        ("report", True),
        ("emergency", True),
        ("consultation", False),
        ("own-class", True),
    ],
)
def test_evidence_is_needed_but_for_classes_answered_by_words(class_key, is_needed):
    assert needs_evidence(class_key) is is_needed
