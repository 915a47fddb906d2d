"""What waits for me, what is due, what failed, what goes out today."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.people import UnitFactory
from tests.factories.reviews import somebody, stand_in
from tests.newsroom.actions.test_emergency_release import ask
from zhenglian.channels import api as channels
from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom.enums import ReleaseAlarm, Waits
from zhenglian.newsroom.selectors.desk import due_soon, failed_for, going_out_today, waiting_for
from zhenglian.people.enums import Role


def waits(staff):
    return [(item.kind, item.article) for item in waiting_for(staff)]


def test_review_waits_for_the_reviewer_of_its_level_and_the_substitute(desk):
    article = desk.article()
    desk.submit(article)

    assert waits(desk.office.first) == [(Waits.REVIEW, article)]
    assert waits(stand_in(desk.office.first)) == [(Waits.REVIEW, article)]
    assert waits(desk.office.second) == []
    assert waits(desk.office.editor) == []


def test_review_of_own_work_does_not_wait_for_its_author(desk):
    article = desk.article(owner=desk.office.first)
    desk.submit(article)

    assert waits(desk.office.first) == []


def test_returned_article_waits_for_those_who_wrote_it(desk):
    co_author = somebody(Role.EDITOR, desk.office.unit)
    article = desk.edit(desk.article(), by=co_author)
    desk.submit(article)
    newsroom.return_article(article, reason="facts", comment="核", actor=desk.office.first)

    assert waits(desk.office.editor) == waits(co_author) == [(Waits.CORRECTION, article)]
    assert waits(somebody(Role.EDITOR, desk.office.unit)) == []


def test_approved_article_waits_for_publishers_until_it_is_released(desk):
    article = desk.approved()
    assert waits(desk.office.publisher) == [(Waits.RELEASE, article)]
    assert waits(somebody(Role.PUBLISHER, UnitFactory())) == []

    desk.release(article)

    assert waits(desk.office.publisher) == []


def test_reviewed_emergency_does_not_wait_for_another_release(desk):
    emergency = newsroom.confirm_emergency_release(ask(desk), actor=desk.office.supervisor)
    desk.approve(emergency.article)

    assert waits(desk.office.publisher) == []


def test_emergency_waits_for_second_persons_only(desk):
    emergency = ask(desk)

    assert waits(desk.office.supervisor) == [(Waits.CONFIRMATION, emergency.article)]
    assert waits(desk.office.publisher) == []
    assert waits(desk.office.editor) == []


def test_what_is_due_first_stands_first(desk, hour):
    later = desk.article()
    desk.submit(later)
    sooner = desk.article(is_hot=True)
    desk.submit(sooner)

    assert [item.article for item in waiting_for(desk.office.first)] == [sooner, later]


@pytest.mark.parametrize("count", [1, 3])
def test_waiting_for_asks_the_same_number_of_queries(desk, django_assert_num_queries, count):
    for _ in range(count):
        desk.submit(desk.article())

    with django_assert_num_queries(15):
        assert len(waiting_for(desk.office.first)) == count


def test_due_soon_lists_levels_releases_and_what_is_missed(desk, hour):
    reviewed = desk.article()
    desk.submit(reviewed)
    promised = desk.approved()
    desk.release(promised, due_at=timezone.now() + timedelta(hours=5))
    assert due_soon(desk.office.editor) == []

    hour.shift(timedelta(hours=4, minutes=30))

    due = due_soon(desk.office.editor)
    assert [(item.article, item.is_overdue) for item in due] == [(reviewed, True), (promised, False)]
    assert due_soon(somebody(Role.EDITOR, UnitFactory())) == []


def test_failed_for_shows_an_alarm_until_a_newer_release(desk):
    article = desk.approved()
    desk.release(article, due_at=timezone.now() + timedelta(hours=3))
    article = desk.edit(article)

    failure = failed_for(desk.office.publisher)[0]
    assert (failure.article, failure.release.alarm) == (article, ReleaseAlarm.EDITED)
    assert failure.text
    assert failed_for(somebody(Role.PUBLISHER, UnitFactory())) == []

    desk.approve(article)
    desk.release(article)
    assert failed_for(desk.office.publisher) == []


def test_failed_for_shows_a_promise_that_was_missed(desk):
    release = desk.release(desk.approved())
    channels.deliveries_of(release.reference).filter(part="website").update(missed_alarm_at=timezone.now())

    assert [item.delivery.part for item in failed_for(desk.office.publisher)] == ["website"]


def test_going_out_today_ends_at_midnight_in_beijing(desk, hour):
    tonight, tomorrow = desk.approved(), desk.approved()
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0) + timedelta(days=1)
    desk.release(tonight, account_ids=[desk.website.pk], due_at=midnight - timedelta(minutes=1))
    desk.release(tomorrow, account_ids=[desk.website.pk], due_at=midnight)

    going = going_out_today(desk.office.editor)
    assert [(item.article, item.delivery.part) for item in going] == [(tonight, "website")]

    hour.shift(timedelta(days=1))
    assert [item.article for item in going_out_today(desk.office.editor)] == [tomorrow]
    assert going_out_today(somebody(Role.EDITOR, UnitFactory())) == []
