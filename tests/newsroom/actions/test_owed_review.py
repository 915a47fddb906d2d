"""The review that an emergency release owes: done, returned, late, superseded."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.newsroom.actions.test_emergency_release import ask
from zhenglian.audit.api import entries_on
from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom import signals
from zhenglian.newsroom.actions.owed_review import flag_overdue_emergencies
from zhenglian.newsroom.enums import EmergencyState, Stage
from zhenglian.newsroom.selectors.desk import due_soon
from zhenglian.newsroom.selectors.drafts import subject_of
from zhenglian.newsroom.selectors.releases import overdue_emergencies
from zhenglian.people.models import Unit


@pytest.fixture
def emergency(desk):
    """Released at nine, its review due at nine the next day."""
    confirmed = newsroom.confirm_emergency_release(ask(desk), actor=desk.office.supervisor)
    desk.deliver()
    return confirmed


def test_review_in_time_settles_it(desk, emergency, hour):
    hour.shift(timedelta(hours=23))
    desk.approve(emergency.article)

    emergency.refresh_from_db()
    hour.shift(timedelta(hours=2))
    assert emergency.state == EmergencyState.REVIEWED
    assert not overdue_emergencies().exists()
    assert not newsroom.article_stage(emergency.article).is_flagged


def test_review_half_done_does_not_settle_it(desk, emergency, hour):
    desk.approve(emergency.article, levels=1)
    hour.shift(timedelta(hours=24))

    assert list(overdue_emergencies()) == [emergency]


def test_late_review_is_flagged_wherever_the_article_appears(desk, emergency, hour):
    hour.shift(timedelta(hours=24, seconds=-1))
    assert not newsroom.article_stage(emergency.article).is_flagged

    hour.shift(timedelta(seconds=1))

    stage = newsroom.article_stage(emergency.article)
    assert (stage.is_flagged, stage.is_overdue, stage.stage) == (True, True, Stage.PUBLISHED)
    assert list(overdue_emergencies(units=Unit.objects.all())) == [emergency]
    assert list(overdue_emergencies(units=[])) == []
    assert [due.emergency for due in due_soon(desk.office.supervisor) if due.emergency] == [emergency]


def test_flag_is_told_once(desk, emergency, hour):
    told = []
    signals.emergency_flagged.connect(
        lambda emergency, **_: told.append(emergency), weak=False, dispatch_uid="test"
    )
    hour.shift(timedelta(hours=25))

    flagged = [flag_overdue_emergencies(), flag_overdue_emergencies()]
    signals.emergency_flagged.disconnect(dispatch_uid="test")

    subject = subject_of(emergency.article)
    acts = [entry.act for entry in entries_on(subject.kind, subject.id)]
    assert (flagged, told, acts.count("newsroom.emergency_flag")) == ([1, 0], [emergency], 1)


def test_returned_review_is_flagged_at_once_and_stays_so_until_approved(desk, emergency):
    newsroom.return_article(emergency.article, reason="facts", comment="震级有误", actor=desk.office.first)
    assert newsroom.article_stage(emergency.article).is_flagged

    review = newsroom.submit_article(emergency.article, actor=desk.office.editor)

    assert (review.is_retrospective, review.due_at) == (True, emergency.due_at)
    assert newsroom.article_stage(emergency.article).is_flagged
    desk.approve(emergency.article)
    assert not newsroom.article_stage(emergency.article).is_flagged


def test_edit_restarts_the_owed_review_and_settles_it_only_by_its_release(desk, emergency):
    article = desk.edit(emergency.article, title="更正后的标题")
    review = newsroom.article_stage(article).review
    assert (review.is_retrospective, review.round, review.due_at) == (True, 2, emergency.due_at)

    desk.approve(article)
    emergency.refresh_from_db()
    assert emergency.state == EmergencyState.CONFIRMED  # what is public is still unreviewed

    desk.release(article)

    emergency.refresh_from_db()
    assert emergency.state == EmergencyState.REVIEWED
    assert "release 2" in emergency.closed_because


def test_deadline_of_the_owed_review_is_not_renewed_by_levels(desk, emergency, hour):
    hour.shift(timedelta(hours=20))
    desk.approve(emergency.article, levels=1)

    review = newsroom.article_stage(emergency.article).review
    assert review.due_at == emergency.due_at == timezone.now() + timedelta(hours=4)
