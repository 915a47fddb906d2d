"""Who may decide and withdraw, as pages and lists ask it. Refusals by the action: test_decisions."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.people import StaffFactory, UnitFactory
from tests.factories.reviews import SUBJECT, approve_levels, open_round, somebody, stand_in
from zhenglian.people.enums import Role
from zhenglian.reviews import api as reviews
from zhenglian.reviews import errors
from zhenglian.reviews.rules import can_decide, can_set_rules, role_of_level


def test_role_of_level_names_the_three_reviewers():
    assert [role_of_level(level) for level in (1, 2, 3)] == [
        Role.FIRST_REVIEWER,
        Role.SECOND_REVIEWER,
        Role.THIRD_REVIEWER,
    ]


def test_authority_to_decide_says_in_whose_name(office, clock):
    deputy = stand_in(office.first)
    review = open_round(office, clock=clock)

    own = reviews.authority_to_decide(review, office.first, clock=clock)
    lent = reviews.authority_to_decide(review, deputy, clock=clock)

    assert (own.role, own.principal) == (Role.FIRST_REVIEWER, None)
    assert (lent.person, lent.principal) == (deputy, office.first)


def test_authority_to_decide_ends_with_the_delegation(office, clock):
    deputy = stand_in(office.first)
    review = open_round(office, clock=clock)

    clock.advance(timedelta(days=365))

    with pytest.raises(errors.NotYourLevel):
        reviews.authority_to_decide(review, deputy, clock=clock)


def test_can_decide_follows_the_level(office, clock):
    review = open_round(office, clock=clock)
    assert can_decide(review, office.first, clock=clock)
    assert not can_decide(review, office.second, clock=clock)

    review = approve_levels(review, office, levels=1, clock=clock)

    assert not can_decide(review, office.first, clock=clock)
    assert can_decide(review, office.second, clock=clock)


def test_can_decide_is_over_when_the_review_is(office, clock):
    review = approve_levels(open_round(office, clock=clock), office, clock=clock)

    assert not can_decide(review, somebody(Role.SECOND_REVIEWER, office.unit), clock=clock)


def test_open_reviews_for_lists_what_the_person_may_decide_now(office, clock):
    mine = open_round(office, clock=clock)
    own_work = reviews.Subject(SUBJECT.kind, "8", "自己写的")
    open_round(office, subject=own_work, contributors=[office.first], clock=clock)
    advanced = open_round(office, subject=reviews.Subject(SUBJECT.kind, "9", "已过一审"), clock=clock)
    approve_levels(advanced, office, levels=1, clock=clock)

    assert reviews.open_reviews_for(office.first, clock=clock) == [mine]
    assert [row.pk for row in reviews.open_reviews_for(office.second, clock=clock)] == [advanced.pk]
    assert reviews.open_reviews_for(office.editor, clock=clock) == []


@pytest.mark.parametrize("count", [1, 3])
def test_open_reviews_for_asks_the_same_number_of_queries(office, clock, count, django_assert_num_queries):
    for number in range(count):
        open_round(office, subject=reviews.Subject(SUBJECT.kind, str(number), "稿"), clock=clock)

    with django_assert_num_queries(7):
        assert len(reviews.open_reviews_for(office.first, clock=clock)) == count


def test_can_withdraw_submitter_and_contributors_only(office, clock):
    co_author = StaffFactory()
    review = open_round(office, contributors=[co_author], clock=clock)

    assert review.can_be_withdrawn_by(office.editor)
    assert review.can_be_withdrawn_by(co_author)
    assert not review.can_be_withdrawn_by(office.first)


def test_can_set_rules_is_for_administrators_and_set_up_code(office, clock):
    administrator = somebody(Role.ADMINISTRATOR, office.unit)

    assert can_set_rules(administrator, clock=clock)
    assert can_set_rules(None, clock=clock)
    assert not can_set_rules(office.supervisor, clock=clock)


def test_can_set_rules_is_not_for_the_administrator_of_a_unit_below(office, clock):
    below = office.unit.add_child(instance=UnitFactory.build(level=office.unit.level))
    administrator = somebody(Role.ADMINISTRATOR, below)

    assert not can_set_rules(administrator, clock=clock)
