"""Open reports nearby, joining them, own words for everybody who joined, and the sample that is asked."""

from __future__ import annotations

from random import Random

import pytest

from tests.factories.cases import CaseFactory, FollowerFactory, posted
from zhenglian.audit.api import entries_on
from zhenglian.cases.actions.answers import draft_answer, submit_answer
from zhenglian.cases.actions.citizens import follow_case, rate_as_follower
from zhenglian.cases.actions.due_times import subject_of
from zhenglian.cases.actions.handling import accept_case
from zhenglian.cases.actions.joining import ask_neighbours, join_case, word_for_follower
from zhenglian.cases.distances import box_around, metres_between
from zhenglian.cases.enums import CaseState
from zhenglian.cases.errors import JoinedToItself, NotNow, RatedAlready
from zhenglian.cases.models import Case
from zhenglian.cases.selectors.cases import case_by_code, follower_by_code
from zhenglian.cases.selectors.nearby import similar_nearby
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db
HERE = (104.53, 32.41)


def shown(**columns):
    return CaseFactory(
        **({"is_public": True, "is_public_checked": True, "lon": 104.53, "lat": 32.41} | columns)
    )


def test_nearest_comes_first_and_far_ones_not_at_all():
    far = shown(lon=104.54)
    near, here = shown(lat=32.411), shown()

    found = similar_nearby(HERE, within_m=300)

    assert [each.case for each in found] == [here, near]
    assert far not in [each.case for each in found]


@pytest.mark.parametrize(
    "columns",
    [
        {"is_public": False},
        {"is_public_checked": False},
        {"state": CaseState.CLOSED},
        {"state": CaseState.JOINED},
        {"category_key": "noise"},
    ],
)
def test_what_is_private_unchecked_ended_or_of_another_topic_is_not_offered(columns):
    shown(**({"category_key": "water"} | columns))

    assert similar_nearby(HERE, "water") == []


def test_wider_and_narrower_topics_are_alike():
    shown(category_key="water/river")

    assert len(similar_nearby(HERE, "water")) == 1
    assert similar_nearby(HERE, "wat") == []


def test_asking_from_anywhere_tells_a_place_no_better_than_the_map():
    shown(lon=104.5297, lat=32.4093)
    around = [(104.53 + east / 2000, 32.41 + north / 2000) for east in range(-6, 7) for north in range(-6, 7)]
    heard = [[each.metres for each in similar_nearby(place)] for place in around]

    Case.objects.update(lon=104.5303, lat=32.4107)  # another house at the same spot

    assert any(heard)
    assert not all(heard)
    assert [[each.metres for each in similar_nearby(place)] for place in around] == heard


def test_nearby_is_one_query(django_assert_num_queries):
    shown()
    shown()

    with django_assert_num_queries(1):
        similar_nearby(HERE)


def test_box_holds_every_point_of_its_circle():
    (west, south), (east, north) = box_around(HERE, 500)

    assert metres_between(HERE, (west, HERE[1])) >= 500
    assert metres_between(HERE, (HERE[0], north)) >= 500
    assert (west, south) < HERE < (east, north)


def test_neighbour_follows_with_a_code_of_their_own(opened, clock):
    case = opened()

    follower = follow_case(case, words="我家也闻到了", clock=clock)

    assert follower_by_code(follower.code) == follower
    assert case_by_code(follower.code) is None
    assert case_by_code(case.code.lower()) == case


def test_joined_case_keeps_its_code_and_follows(office, led, clock):
    first, second = led(), led()

    joined = join_case(second, first, actor=office.officers["county"], clock=clock)

    assert (joined.state, joined.joined_to) == (CaseState.JOINED, first)
    follower = follower_by_code(second.code)
    assert (follower.case, follower.joined_case) == (first, second)
    with pytest.raises(JoinedToItself):
        join_case(first, second, actor=office.officers["county"], clock=clock)
    with pytest.raises(JoinedToItself):
        join_case(first, first, actor=office.officers["county"], clock=clock)


def test_followers_of_a_joined_case_come_along(office, led, clock):
    first, second = led(), led()
    follower = follow_case(second, clock=clock)

    join_case(second, first, actor=office.officers["county"], clock=clock)

    follower.refresh_from_db()
    assert follower.case == first
    assert first.followers.count() == 2


def test_follower_gets_own_words_while_the_answer_is_written(office, led, clock):
    case = led()
    follower = follow_case(case, words="我家也闻到了", clock=clock)
    with pytest.raises(NotNow):
        word_for_follower(follower, "您反映的楼下排口也已封堵", actor=office.officers["county"], clock=clock)
    accept_case(case, actor=office.officers["county"], clock=clock)

    word_for_follower(follower, "您反映的楼下排口也已封堵", actor=office.officers["county"], clock=clock)

    follower.refresh_from_db()
    assert follower.answer_words == "您反映的楼下排口也已封堵"
    assert entries_on(*subject_of(case).audited()[:2]).filter(act="cases.word_for_follower").count() == 1


def test_who_wrote_to_a_neighbour_is_a_writer_of_the_answer(office, led, clock):
    case, writer = led(class_key="suggestion"), posted(Role.DUTY_OFFICER, office.units["county"])
    follower = follow_case(case, words="我家也闻到了", clock=clock)
    accept_case(case, actor=office.officers["county"], clock=clock)
    word_for_follower(follower, "您反映的楼下排口也已封堵", actor=writer, clock=clock)
    answer = draft_answer(case, "1月14日已封堵排口。", actor=office.officers["county"], clock=clock)

    answer = submit_answer(answer, actor=office.officers["county"], clock=clock)

    assert set(answer.writers.all()) == {writer, office.officers["county"]}


def test_five_neighbours_at_most_are_asked_once(clock):
    case = CaseFactory(state=CaseState.ANSWERED)
    for _ in range(8):
        FollowerFactory(case=case)

    chance = Random(1)
    drawn = ask_neighbours(case, chance=chance, clock=clock)

    assert len(drawn) == 5
    assert ask_neighbours(case, chance=chance, clock=clock) == []


def test_neighbour_rates_once(clock):
    follower = FollowerFactory(case=CaseFactory(state=CaseState.ANSWERED))

    rate_as_follower(follower, answer=4, outcome=2, clock=clock)

    with pytest.raises(RatedAlready):
        rate_as_follower(follower, answer=4, outcome=2, clock=clock)
