"""Acceptance: one page of the queues costs at most 12 queries with 200 accounts and 10,000 open matters."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.accounts import AccountFactory
from zhenglian.accounts.models import Account
from zhenglian.inbox.enums import Direction, MatterState, MessageKind, Source, WindowKind
from zhenglian.inbox.models import Conversation, Identity, Matter, Message, Person, ReadMark, TypedText
from zhenglian.inbox.selectors.desk_queues import PAGE_SIZE
from zhenglian.kernel.clock import SYSTEM
from zhenglian.people.models import Unit

MOST_QUERIES = 12
ACCOUNTS, MATTERS = 200, 10_000
CLASSES = ("consultation", "complaint", "report", "suggestion")


@pytest.fixture
def crowd(unit, officer, colleague):
    """10,000 citizens, each with a conversation, a message and an open matter, on 200 accounts."""
    now = SYSTEM.now()
    below = [Unit.objects.get(pk=unit.pk).add_child(**_unit(number)) for number in range(9)]
    units = [unit, *below]
    accounts = Account.objects.bulk_create(
        [
            AccountFactory.build(unit=units[number % 10], handle=f"wx{number:016d}")
            for number in range(ACCOUNTS)
        ]
    )
    places = range(MATTERS)
    persons = Person.objects.bulk_create([Person(created_at=now) for _ in places])
    identities = Identity.objects.bulk_create(
        [
            Identity(
                person=persons[place], source=Source.WECHAT, account=accounts[place % ACCOUNTS],
                digest=f"{place:064x}", handle=f"o{place}",
            )
            for place in places
        ]
    )  # fmt: skip
    talks = Conversation.objects.bulk_create(
        [
            Conversation(
                identity=identities[place], source=Source.WECHAT, account=accounts[place % ACCOUNTS],
                unit=units[place % 10], started_at=now, last_message_at=now, last_inbound_at=now,
                window_kind=WindowKind.MESSAGE, window_until=now + timedelta(hours=40), window_left=4,
            )
            for place in places
        ]
    )  # fmt: skip
    messages = Message.objects.bulk_create(
        [
            Message(
                conversation=talk, direction=Direction.IN, kind=MessageKind.TEXT,
                content={"text": "路灯坏了"}, at=now,
            )
            for talk in talks
        ]
    )  # fmt: skip
    matters = Matter.objects.bulk_create([_matter(place, talks[place], now, officer) for place in places])
    ReadMark.objects.bulk_create(
        [
            ReadMark(staff=officer, conversation=talks[place], message_id=messages[place].pk)
            for place in places[::2]
        ]
    )
    TypedText.objects.create(staff=colleague, matter=matters[0], text="您好", typed_at=now)
    _let_database_count()
    return matters


def _let_database_count():
    """As its vacuum does after a while; it may have found these tables empty just before."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _unit(number):
    return {"name": f"第{number}处", "level": 1, "kind": "office"}


def _matter(place, talk, now, officer):
    due = now + timedelta(minutes=place - 500)
    state = (MatterState.NEW, MatterState.OPEN, MatterState.WAITING)[place % 3]
    return Matter(
        code=f"{place:012d}", conversation=talk, summary=f"第{place}件：路灯坏了", unit=talk.unit,
        class_key=CLASSES[place % 4], state=state, assignee=officer if place % 3 else None,
        received_at=now, last_message_at=now + timedelta(seconds=place), touch_due_at=due,
        answer_due_at=due + timedelta(days=3), next_due_at=due,
    )  # fmt: skip


def queries_of(desk, query):
    with CaptureQueriesContext(connection) as found:
        answer = desk.get(reverse("inbox:queue") + query)
    assert answer.status_code == 200
    return answer.content.decode(), len(found)


@pytest.mark.long
def test_queue_page_asks_at_most_twelve_questions(crowd, desk):
    queries_of(desk, "")  # the menu of the frame is asked once in half a minute
    account = crowd[7].conversation.account_id

    pages = {
        query: queries_of(desk, query)
        for query in (
            "?queue=new", "?queue=mine", "?queue=waiting", "?queue=due", "?queue=overdue", "?queue=all",
            "?queue=all&p=200", "?queue=all&q=路灯", f"?queue=all&account={account}&class=complaint",
            "?queue=all&part=1",
        )
    }  # fmt: skip

    assert {query: asked for query, (_page, asked) in pages.items() if asked > MOST_QUERIES} == {}
    everything = pages["?queue=all"][0]
    assert everything.count('class="inbox-row ') + everything.count('class="inbox-row"') == PAGE_SIZE
    assert f"全部 <span>{MATTERS}</span>" in everything
    assert "第9999件" in everything
    assert "第2件" in pages["?queue=overdue"][0] or "第1件" in pages["?queue=overdue"][0]
    assert f'<option value="{account}"' in everything
