"""Taking a release back before it leaves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from zhenglian.channels import api as channels
from zhenglian.channels.enums import DeliveryState
from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom import errors
from zhenglian.newsroom.enums import ReleaseState, Stage


@pytest.fixture
def scheduled(desk):
    return desk.release(desk.approved(), due_at=timezone.now() + timedelta(hours=3))


def test_cancel_takes_every_delivery_back_and_leaves_the_approval(desk, scheduled, hour):
    release = newsroom.cancel_release(scheduled, actor=desk.office.publisher, reason="另行安排")

    hour.shift(timedelta(hours=4))
    assert desk.deliver() == 0
    assert (release.state, release.closed_because) == (ReleaseState.CANCELLED, "另行安排")
    assert {row.state for row in channels.deliveries_of(release.reference)} == {DeliveryState.CANCELLED}
    assert newsroom.article_stage(release.article).stage == Stage.APPROVED


def test_release_again_after_a_cancellation_is_possible(desk, scheduled):
    newsroom.cancel_release(scheduled, actor=desk.office.publisher, reason="另行安排")

    assert desk.release(scheduled.article).number == 2


def test_cancel_by_somebody_else_than_a_publisher_is_refused(desk, scheduled):
    with pytest.raises(errors.MayNotCancel):
        newsroom.cancel_release(scheduled, actor=desk.office.editor, reason="不发了")


def test_cancel_of_what_has_left_is_refused(desk):
    release = desk.release(desk.approved())
    desk.deliver()

    with pytest.raises(errors.ReleaseNotWaiting):
        newsroom.cancel_release(release, actor=desk.office.publisher, reason="太迟")


def test_cancel_twice_is_refused(desk, scheduled):
    newsroom.cancel_release(scheduled, actor=desk.office.publisher, reason="另行安排")

    with pytest.raises(errors.ReleaseNotWaiting):
        newsroom.cancel_release(scheduled, actor=desk.office.publisher, reason="另行安排")
