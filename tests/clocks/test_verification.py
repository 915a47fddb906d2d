"""Stored deadlines against the reference, on a small number; `zhenglian clocks verify` counts a million."""

import pytest

from zhenglian.clocks import engine
from zhenglian.clocks.api import Subject, start
from zhenglian.clocks.models import Run
from zhenglian.clocks.verification.acting import enter_next_year, verify_actions
from zhenglian.clocks.verification.comparing import verify_histories, verify_installation

pytestmark = pytest.mark.django_db


def test_random_histories_agree_with_the_reference():
    result = verify_histories(4000, seed=20261123)

    assert (result.checked, result.differing, result.examples) == (4000, 0, [])
    assert 0 < result.unknown < 2000
    assert result.events > 8000
    assert not Run.objects.exists()


def test_histories_through_the_actions_agree_before_and_after_a_new_notice():
    first, second = verify_actions(120, seed=20261123)

    assert (first.checked, first.differing, first.examples) == (120, 0, [])
    assert (second.checked, second.differing, second.waiting) == (120, 0, 0)
    assert second.unknown < first.unknown


def test_deadline_changed_behind_our_back_is_found(clock):
    subject = Subject("inbox.matter", "1", "x")
    start(subject, class_key="complaint", at=clock.now(), clock=clock)
    Run.objects.update(answer_due_at=clock.now())

    result = verify_installation()

    assert (result.checked, result.differing, result.ok) == (1, 1, False)
    assert result.examples[0].startswith("x: ")


@pytest.mark.parametrize(
    ("part", "mistaken"),
    [
        ("_given_back", lambda *_: 0),
        ("beijing_day", lambda moment: moment.date()),
        ("_end_pause", lambda *_: None),
    ],
)
def test_mistake_in_the_engine_is_found(part, mistaken, monkeypatch):
    monkeypatch.setattr(engine, part, mistaken)

    result = verify_histories(1000, seed=1)

    assert result.differing > 20


def test_clocks_of_an_older_calendar_are_told_apart(clock):
    start(Subject("inbox.matter", "1", "x"), class_key="complaint", at=clock.now(), clock=clock)
    enter_next_year()

    result = verify_installation()

    assert (result.checked, result.waiting, result.ok) == (0, 1, True)
