"""Where an article can be read, its corrections, what is scheduled."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests.newsroom.actions.test_emergency_release import ask
from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom.enums import EmergencyState
from zhenglian.newsroom.selectors.releases import releases_of, requested_emergency, scheduled_releases


def correct(desk, article, note):
    article = desk.edit(article, title=note, correction_note=note)
    desk.submit(article)
    desk.approve(article)
    desk.release(article)
    desk.deliver()
    return article


def test_published_places_name_every_platform_once(desk, hour):
    article = desk.published()
    hour.shift(timedelta(hours=1))
    correct(desk, article, "更正标题。")

    places = newsroom.published_places(article)

    assert sorted(place.platform for place in places) == ["website", "wechat", "weibo"]
    assert {place.published_at for place in places} == {timezone.now()}
    assert newsroom.published_places(desk.article()) == []


def test_corrections_come_oldest_first_with_their_time(desk, hour):
    article = desk.published()
    assert newsroom.corrections_of(article) == []
    hour.shift(timedelta(hours=1))
    correct(desk, article, "更正标题。")
    hour.shift(timedelta(hours=1))
    correct(desk, article, "更正金额。")

    corrections = newsroom.corrections_of(article)

    assert [row.note for row in corrections] == ["更正标题。", "更正金额。"]
    assert [row.live_at for row in corrections] == [timezone.now() - timedelta(hours=1), timezone.now()]


def test_scheduled_releases_come_by_time(desk):
    late = desk.release(desk.approved(), due_at=timezone.now() + timedelta(hours=9))
    soon = desk.release(desk.approved(), due_at=timezone.now() + timedelta(hours=1))
    desk.release(desk.approved())

    assert list(scheduled_releases()) == [soon, late]


def test_releases_of_come_newest_first(desk):
    article = desk.published()
    correct(desk, article, "更正标题。")

    assert [release.number for release in releases_of(article)] == [2, 1]


def test_requested_emergency_is_there_until_it_is_decided(desk):
    emergency = ask(desk)
    assert requested_emergency(emergency.article) == emergency

    emergency = newsroom.confirm_emergency_release(emergency, actor=desk.office.supervisor)

    assert emergency.state == EmergencyState.CONFIRMED
    assert requested_emergency(emergency.article) is None
