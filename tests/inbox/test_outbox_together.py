"""Several workers and officers at the same moment: each message leaves once, and each person's in order."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.factories.inbox import ConversationFactory
from tests.inbox.replying import Phone, held_matter, sent, written
from zhenglian.inbox.actions.outbox import send_due
from zhenglian.inbox.actions.replies import send_reply
from zhenglian.inbox.actions.windows import open_window
from zhenglian.inbox.enums import ReplyState, WindowKind
from zhenglian.inbox.models import Message, Reply
from zhenglian.inbox.reply_errors import ReplyMovedOn

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="threads share one SQLite in tests"),
]
WORKERS = 6


def together(act, times=WORKERS):
    """All at once, each on a connection of its own; what each came to."""
    start = threading.Barrier(times)

    def run(number):
        try:
            start.wait()
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def test_workers_at_once_send_each_message_once_and_in_order(clock):
    persons = [held_matter(clock) for _ in range(4)]
    texts = [f"第{number}条" for number in range(4)]
    for text in texts:
        for matter, officer in persons:
            sent(matter, officer, clock, text)
    phone = Phone()

    together(lambda _number: send_due(http=phone.http, clock=clock, jitter=lambda: 0.5))
    send_due(http=phone.http, clock=clock, jitter=lambda: 0.5)

    bodies = phone.script.bodies("send")
    for matter, _officer in persons:
        handle = matter.conversation.identity.handle
        assert [body["text"]["content"] for body in bodies if body["touser"] == handle] == texts
    assert set(Reply.objects.values_list("state", flat=True)) == {ReplyState.SENT}


def test_officer_who_clicks_twice_sends_once(clock):
    matter, officer = held_matter(clock)
    reply = written(matter, officer, clock)

    def click(_number):
        try:
            return bool(send_reply(reply, actor=officer, clock=clock))
        except ReplyMovedOn:
            return False

    assert sum(together(click)) == 1
    assert Message.objects.filter(reply=reply).count() == 1


def test_citizens_who_write_while_workers_send_stop_nobody(clock):
    persons = [held_matter(clock, conversation=ConversationFactory(window_left=2)) for _ in range(3)]
    for matter, officer in persons:
        for number in range(3):
            sent(matter, officer, clock, f"第{number}条")
    phone = Phone()

    def act(number):
        if number % 2:
            return send_due(http=phone.http, clock=clock, jitter=lambda: 0.5)
        for matter, _officer in persons:
            open_window(matter.conversation, WindowKind.MESSAGE, clock.now())
        return 0

    together(act)
    send_due(http=phone.http, clock=clock, jitter=lambda: 0.5)

    assert len(phone.texts()) == 9
    assert set(Reply.objects.values_list("state", flat=True)) == {ReplyState.SENT}
