from datetime import timedelta

import pytest

from tests.alarms.watching import BOUND, Item
from zhenglian.alarms.actions.ring import AGAIN_AFTER, ring
from zhenglian.alarms.enums import NoticeKind, Way
from zhenglian.alarms.models import Alarm, Notice
from zhenglian.audit.api import entries_on

pytestmark = pytest.mark.django_db
OPENED, AGAIN, CLOSED = NoticeKind.OPENED, NoticeKind.STILL_RED, NoticeKind.CLOSED


@pytest.fixture
def item(clock):
    return Item(clock.now() - BOUND - timedelta(seconds=1))


def written(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("way", flat=True))


def all_sent(clock):
    Notice.objects.filter(sent_at=None).update(sent_at=clock.now())


def test_red_watch_opens_one_alarm_on_record(item, clock):
    changes = [ring(among=[item.watch()], clock=clock) for _ in range(3)]

    alarm = Alarm.objects.get()
    assert changes == [1, 0, 0]
    assert (alarm.watch, alarm.subject, alarm.since) == ("tests.item", item.subject, item.since)
    assert (alarm.opened_at, alarm.closed_at) == (clock.now(), None)
    assert [entry.act for entry in entries_on("alarms.alarm", alarm.pk)] == ["alarms.open"]


def test_mail_is_written_and_a_webhook_when_there_is_one(item, clock):
    ring(among=[item.watch()], clock=clock)

    assert written(OPENED) == [Way.MAIL]


def test_each_way_is_written_once(item, clock, hook):
    for _ in range(3):
        ring(among=[item.watch()], clock=clock)

    assert written(OPENED) == [Way.MAIL, Way.WEBHOOK]
    assert written(AGAIN) == []


def test_mended_alarm_is_closed_and_told(item, clock, hook):
    ring(among=[item.watch()], clock=clock)
    all_sent(clock)
    item.since = None
    clock.advance(timedelta(minutes=3))

    changes = [ring(among=[item.watch()], clock=clock) for _ in range(2)]

    alarm = Alarm.objects.get()
    assert (changes, alarm.closed_at) == ([1, 0], clock.now())
    assert written(CLOSED) == [Way.MAIL, Way.WEBHOOK]
    assert entries_on("alarms.alarm", alarm.pk).filter(act="alarms.close").get().detail == {"lasted_s": 180}


def test_end_is_not_told_to_who_never_heard_of_the_beginning(item, clock, hook):
    ring(among=[item.watch()], clock=clock)
    Notice.objects.filter(way=Way.WEBHOOK).update(sent_at=clock.now())
    item.since = None

    ring(among=[item.watch()], clock=clock)

    assert written(OPENED) == [Way.WEBHOOK]  # the mail that had not left is withdrawn
    assert written(CLOSED) == [Way.WEBHOOK]


def test_alarm_that_comes_back_is_a_new_one(item, clock):
    first = item.since
    for since in (first, None, first):
        item.since = since
        ring(among=[item.watch()], clock=clock)

    assert Alarm.objects.count() == 2
    assert Alarm.objects.filter(closed_at=None).count() == 1


@pytest.mark.parametrize(("way", "pause"), AGAIN_AFTER.items())
def test_red_alarm_rings_again_after_a_while(item, clock, hook, way, pause):
    ring(among=[item.watch()], clock=clock)
    clock.advance(pause - timedelta(seconds=1))
    ring(among=[item.watch()], clock=clock)
    early = written(AGAIN).count(way)
    clock.advance(timedelta(seconds=1))

    for _ in range(2):
        ring(among=[item.watch()], clock=clock)

    assert written(AGAIN).count(way) == early + 1


def test_open_alarm_follows_what_waits_longest_now(item, clock):
    ring(among=[item.watch()], clock=clock)
    item.subject = "另一篇 → 微言环保"

    ring(among=[item.watch()], clock=clock)

    assert Alarm.objects.get().subject == item.subject


def test_webhook_set_up_later_hears_of_a_standing_alarm(item, clock, settings):
    ring(among=[item.watch()], clock=clock)
    settings.ALARM_WEBHOOK = "https://chat.example.test/hook"

    ring(among=[item.watch()], clock=clock)

    assert written(AGAIN) == [Way.WEBHOOK]


def test_warning_rings_as_a_warning(item, clock):
    ring(among=[item.watch(is_warning=True)], clock=clock)

    assert Alarm.objects.get().is_warning


def test_faster_process_keeps_the_alarm(item, clock):
    Alarm.objects.create(watch="tests.item", since=clock.now(), opened_at=clock.now())

    from zhenglian.alarms.actions.ring import _open
    from zhenglian.alarms.selectors import judged

    [red] = judged([item.watch()], clock=clock)

    assert _open(red, clock) is False
    assert Alarm.objects.count() == 1
