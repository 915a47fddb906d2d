"""Which matters are offered as duplicates."""

from datetime import timedelta

import pytest

from tests.factories.inbox import duty_officer, opened_matter
from tests.factories.people import UnitFactory
from zhenglian.inbox.actions.course import note_answered
from zhenglian.inbox.selectors.duplicates import candidates, likeness

pytestmark = pytest.mark.django_db
TEXT = "府前路1号楼下的路灯坏了三天，晚上出行不便，请尽快维修"


@pytest.fixture
def matter(clock):
    return opened_matter(clock=clock, text=TEXT)


@pytest.fixture
def officer(matter):
    return duty_officer(matter.unit)


def test_similar_words_are_offered_and_others_not(matter, officer, clock):
    alike = opened_matter(
        clock=clock, unit=matter.unit, text="府前路的路灯坏了三天了，晚上出行不便，尽快维修吧"
    )
    opened_matter(clock=clock, unit=matter.unit, text="工地夜里施工，噪声扰民，请尽快处理")

    assert candidates(matter, staff=officer, clock=clock) == [alike]


def test_the_same_person_comes_first(matter, officer, clock):
    alike = opened_matter(clock=clock, unit=matter.unit, text=TEXT)
    same = opened_matter(clock=clock, unit=matter.unit, text="另外咨询停水", conversation=matter.conversation)

    assert candidates(matter, staff=officer, clock=clock) == [same, alike]


def test_what_is_ended_far_in_time_or_of_others_is_not_offered(matter, officer, clock):
    ended = opened_matter(clock=clock, unit=matter.unit, text=TEXT)
    note_answered(ended, at=clock.now(), actor=None, clock=clock)
    opened_matter(clock=clock, unit=UnitFactory(), text=TEXT)
    clock.advance(timedelta(days=8))
    opened_matter(clock=clock, unit=matter.unit, text=TEXT)

    assert candidates(matter, staff=officer, clock=clock) == []


def test_a_matter_without_words_offers_nobody(officer, matter, clock):
    silent = opened_matter(clock=clock, unit=matter.unit, text="")

    assert candidates(silent, staff=officer, clock=clock) == []


def test_offers_are_bounded_in_number_and_statements(matter, officer, clock, django_assert_max_num_queries):
    for _ in range(12):
        opened_matter(clock=clock, unit=matter.unit, text=TEXT)

    with django_assert_max_num_queries(10):
        assert len(candidates(matter, staff=officer, clock=clock)) == 10


def test_likeness_is_the_share_of_common_words():
    assert likeness({"路灯", "坏了"}, {"路灯", "坏了"}) == 1
    assert likeness({"路灯", "坏了"}, {"路灯", "噪声"}) == pytest.approx(1 / 3)
    assert likeness(set(), set()) == likeness({"路灯"}, set()) == 0
