"""Several workers take in at once while officers work: nothing doubled, nothing lost, no deadlock."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection, connections

from tests.factories.accounts import AccountFactory
from tests.factories.inbox import duty_officer
from tests.inbox.pushes import said
from zhenglian.audit.models import Entry
from zhenglian.channels.models import CallbackEvent
from zhenglian.clocks.models import Run
from zhenglian.inbox.actions.claims import claim
from zhenglian.inbox.actions.course import wait_for_citizen
from zhenglian.inbox.actions.intake import take_in
from zhenglian.inbox.actions.notes import add_note
from zhenglian.inbox.actions.phone_notes import record_phone_note
from zhenglian.inbox.models import Conversation, Identity, Matter, Message, Person

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


def at_once(*works):
    def run(work):
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result() for future in [pool.submit(run, work) for work in works]]


def test_four_workers_take_each_push_once(clock):
    account = AccountFactory()
    events = [said(account, clock, f"第{n}句", sender=f"oCitizen{n % 7}") for n in range(160)]

    taken = at_once(*[lambda: take_in(clock=clock, batch=9) for _ in range(4)])

    assert sum(taken) == len(events)
    assert set(Message.objects.filter(push__isnull=False).values_list("push_id", flat=True)) == {
        event.pk for event in events
    }
    assert not CallbackEvent.objects.filter(handled_at=None).exists()
    counts = [model.objects.count() for model in (Person, Identity, Conversation, Matter, Run)]
    assert counts == [7] * 5


def test_officers_and_intake_wait_for_each_other_in_one_order(clock):
    account = AccountFactory()
    officer = duty_officer(account.unit)
    for number in range(8):
        said(account, clock, sender=f"oCitizen{number}")
    take_in(clock=clock)
    for number in range(80):
        said(account, clock, f"补充{number}", sender=f"oCitizen{number % 8}")
    matters = list(Matter.objects.order_by("pk"))

    def handle():
        for matter in matters:
            held = claim(matter, actor=officer, clock=clock)
            add_note(held, "已联系", actor=officer, clock=clock)
            wait_for_citizen(held, reason="请补充", actor=officer, clock=clock)
        return len(matters)

    results = at_once(handle, lambda: take_in(clock=clock, batch=5), lambda: take_in(clock=clock, batch=7))

    assert results[0] == 8
    assert sum(results[1:]) == 80
    assert Message.objects.filter(direction="in", matter__in=matters).count() == 88
    assert Entry.objects.filter(act="inbox.claim").count() == 8


def test_two_notes_of_one_number_at_once_become_one_conversation(clock):
    unit = AccountFactory().unit
    officers = [duty_officer(unit) for _ in range(4)]

    def note(officer):
        return record_phone_note(
            number="13800138000",
            name="张三",
            text="路灯坏了",
            class_key="complaint",
            unit=unit,
            actor=officer,
            clock=clock,
        ).conversation_id

    found = at_once(*[partial(note, officer) for officer in officers])

    assert len(set(found)) == 1
    assert (Person.objects.count(), Matter.objects.count()) == (1, 4)
