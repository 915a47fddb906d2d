"""The whole story by the clock: stuck → red, mail and webhook within a minute → mended → told → green.

Real probes, rows, actions, mail backend and webhook client; only clock and network are the test's own.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx2
import pytest
from django.core import mail

from tests.channels.platforms import clients_over, good_wechat
from tests.factories.channels import queued
from tests.factories.people import PostingFactory, StaffFactory
from tests.gateway.asking import ask
from zhenglian.alarms.actions.notices import Ways
from zhenglian.alarms.api import ring, send_notices
from zhenglian.alarms.clients.mail import send_mail
from zhenglian.alarms.clients.webhook import post_webhook
from zhenglian.alarms.models import Alarm
from zhenglian.alarms.tasks import RING_SECONDS
from zhenglian.channels.actions.deliver import deliver_due
from zhenglian.channels.watches import watch  # noqa: F401  the real watches are loaded
from zhenglian.gateway.health import HealthPage, measured_health
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db(transaction=True)  # health gives its connection back
HOOK = "https://chat.example.test/hook"
BOUND = timedelta(minutes=15)


class House:
    """Lets time pass as a worker does: every 15 s what is red is rung and told."""

    def __init__(self, clock):
        self.clock, self.posts, self.is_cut_off = clock, [], False
        self.network = httpx2.MockTransport(self.receive)

    def receive(self, request):
        if self.is_cut_off:
            raise httpx2.ConnectError("no route")
        self.posts.append((self.clock.now(), json.loads(request.content)))
        return httpx2.Response(200)

    def post(self, event):
        post_webhook(event, url=HOOK, transport=self.network)

    def passes(self, length):
        until = self.clock.now() + length
        while self.clock.now() < until:
            self.clock.advance(timedelta(seconds=RING_SECONDS))
            ring(clock=self.clock)
            send_notices(ways=Ways(send_mail, self.post), clock=self.clock)

    def events(self):
        return [event["event"] for _, event in self.posts]

    def health(self):
        found = measured_health(clock=self.clock)
        with ThreadPoolExecutor(1) as executor:
            answer = ask(HealthPage(executor, measure=lambda: found), "/healthz")
        return answer.status, json.loads(answer.text)["red"]


@pytest.fixture
def house(clock, settings):
    settings.ALARM_WEBHOOK = HOOK
    PostingFactory(staff=StaffFactory(email="duty@office.test"), role=Role.DUTY_OFFICER)
    return House(clock)


def test_stuck_item_rings_within_a_minute_and_is_told_when_mended(house, clock):
    row = queued(clock=clock)
    house.passes(BOUND)
    before = (house.health(), house.events(), len(mail.outbox))
    too_old_at = row.due_at + BOUND

    house.passes(timedelta(seconds=60))
    red = house.health()
    rung = [(at, event["event"]) for at, event in house.posts]
    deliver_due(clients=clients_over(good_wechat(), clock), clock=clock)
    house.passes(timedelta(seconds=60))

    assert before == ((200, []), [], 0)
    assert red == (503, [{"name": "channels.unsent", "age_s": 960}])
    assert [event for _, event in rung] == ["opened"]
    assert rung[0][0] - too_old_at <= timedelta(seconds=60)
    assert house.health() == (200, [])
    assert house.events() == ["opened", "closed"]
    assert [message.to for message in mail.outbox] == [["duty@office.test"]] * 2
    assert [message.subject.split("：")[0] for message in mail.outbox] == ["告警", "已恢复"]
    assert Alarm.objects.get().closed_at is not None


def test_webhook_that_is_away_gets_the_alarm_when_it_is_back(house, clock):
    queued(clock=clock)
    clock.advance(BOUND)
    house.is_cut_off = True
    house.passes(timedelta(minutes=1))
    while_away = (house.events(), len(mail.outbox))
    house.is_cut_off = False

    house.passes(timedelta(minutes=2))

    assert while_away == ([], 1)
    assert house.events() == ["opened"]
    assert len(mail.outbox) == 1


def test_red_item_rings_the_webhook_each_hour_and_mails_once_a_day(house, clock):
    queued(clock=clock)
    clock.advance(BOUND)
    house.passes(timedelta(minutes=1))

    for _ in range(3):
        clock.advance(timedelta(minutes=58))
        house.passes(timedelta(minutes=2))

    assert house.events() == ["opened", "still_red", "still_red", "still_red"]
    assert len(mail.outbox) == 1
