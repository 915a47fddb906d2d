from datetime import timedelta

import pytest

from tests.alarms.watching import BOUND, Item
from tests.factories.people import PostingFactory, StaffFactory
from zhenglian.alarms.actions.notices import LONGEST_PAUSE, mailed_to, send_notices
from zhenglian.alarms.actions.ring import ring
from zhenglian.alarms.enums import Way
from zhenglian.alarms.models import Notice
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(clock):
    return Item(clock.now() - BOUND - timedelta(minutes=2))


@pytest.fixture
def rung(item, clock, hook, on_duty):
    ring(among=[item.watch()], clock=clock)


def test_each_notice_leaves_once(rung, told, clock):
    counts = [send_notices(ways=told.ways(), clock=clock) for _ in range(3)]

    assert counts == [2, 0, 0]
    [(title, text, people)] = told.mails
    assert (title, people) == ("告警：tests.item（17 分钟）", ["duty@office.test"])
    assert "暴雨预警 → 微言环保" in text
    assert "/staff/desk/alarms/" in text


def test_webhook_tells_what_and_how_long_but_not_of_which_article(rung, told, clock, item):
    send_notices(ways=told.ways(), clock=clock)

    [event] = told.posts
    assert (event["event"], event["name"], event["severity"]) == ("opened", "tests.item", "alarm")
    assert (event["age_s"], event["closed_at"]) == (17 * 60, None)
    assert item.subject not in str(event)


def test_notice_that_does_not_get_through_is_tried_again_later_and_later(rung, told, clock):
    told.is_away = True
    pauses = []
    for _ in range(9):
        send_notices(ways=told.ways(), clock=clock)
        row = Notice.objects.get(way=Way.WEBHOOK)
        pauses.append(row.next_try_at - clock.now())
        clock.advance(pauses[-1])
    told.is_away = False

    sent = send_notices(ways=told.ways(), clock=clock)

    row = Notice.objects.get(way=Way.WEBHOOK)
    assert (pauses[0], pauses[1], pauses[-1]) == (timedelta(seconds=15), timedelta(seconds=30), LONGEST_PAUSE)
    assert (sent, len(told.mails), len(told.posts)) == (2, 1, 1)
    assert (row.sent_at, row.trouble, row.attempts) == (clock.now(), "", 10)


def test_trouble_is_kept_for_the_operator(rung, told, clock):
    told.is_away = True

    send_notices(ways=told.ways(), clock=clock)

    assert set(Notice.objects.values_list("trouble", flat=True)) == {"ConnectError"}


def test_notice_that_another_process_sends_is_left_alone(rung, told, clock):
    def while_it_lasts(event):
        assert send_notices(ways=told.ways(), clock=clock) == 0
        told.posts.append(event)

    ways = told.ways()
    Notice.objects.filter(way=Way.MAIL).delete()

    send_notices(ways=type(ways)(ways.mail, while_it_lasts), clock=clock)

    assert len(told.posts) == 1


def test_duty_officers_and_administrators_are_rung_once_each(on_duty, clock):
    PostingFactory(staff=on_duty, role=Role.ADMINISTRATOR)
    PostingFactory(staff=StaffFactory(email="root@office.test"), role=Role.ADMINISTRATOR)
    PostingFactory(staff=StaffFactory(email="editor@office.test"), role=Role.EDITOR)
    PostingFactory(staff=StaffFactory(email=""), role=Role.DUTY_OFFICER)

    assert sorted(mailed_to(clock=clock)) == ["duty@office.test", "root@office.test"]


def test_nobody_to_be_told_is_trouble_that_is_kept(item, told, clock):
    ring(among=[item.watch()], clock=clock)

    send_notices(ways=told.ways(), clock=clock)

    row = Notice.objects.get()
    assert (row.sent_at, told.mails) == (None, [])
    assert "nobody" in row.trouble
