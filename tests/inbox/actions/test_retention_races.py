"""Something arrives between the list of what is to be erased and the erasure: it is asked again, locked."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from tests.factories.inbox import (
    ConversationFactory,
    IdentityFactory,
    MatterFactory,
    MessageFactory,
    duty_officer,
    opened_matter,
)
from zhenglian.inbox.actions import retention
from zhenglian.inbox.actions.erasure import erase_person
from zhenglian.inbox.actions.matters import locked_matter
from zhenglian.inbox.actions.messages import add_message
from zhenglian.inbox.enums import Direction, ErasureGround, MatterState, ReplyState
from zhenglian.inbox.models import Matter, Message, Reply, TypedText
from zhenglian.inbox.retention_errors import MatterUnderWay
from zhenglian.inbox.retention_policy import SHIPPED, Kept, read_retention
from zhenglian.inbox.selectors.retention import due_of

POLICY = read_retention(SHIPPED)
YEARS = timedelta(days=1100)


def rule_of(key):
    return next(rule for rule in POLICY.rules if rule.key == key)


def listed(key, clock):
    return due_of(rule_of(key), now=clock.now()).ids


def erase(key, ids, clock):
    return retention._erase_batch(POLICY, rule_of(key), ids, None, clock)


@pytest.fixture
def ended(db, clock):
    """Two matters, closed; three years go by."""
    found = [
        MatterFactory(state=MatterState.CLOSED, closed_at=clock.now(), last_message_at=clock.now())
        for _ in range(2)
    ]
    for matter in found:
        MessageFactory(conversation=matter.conversation, matter=matter)
    clock.advance(YEARS)
    return found


def write_again(matter, clock):
    add_message(
        matter.conversation,
        direction=Direction.IN,
        content={"text": "又坏了"},
        matter=matter,
        clock=clock,
    )


def reopen(matter, _clock):
    Matter.objects.filter(pk=matter.pk).update(state=MatterState.NEW)


def reply_to(matter, clock):
    Reply.objects.create(matter=matter, state=ReplyState.IN_REVIEW, created_at=clock.now())


def merge_into_open(matter, _clock):
    lead = MatterFactory(state=MatterState.OPEN)
    Matter.objects.filter(pk=matter.pk).update(state=MatterState.MERGED, merged_into=lead)


@pytest.mark.parametrize("arrives", [write_again, reopen, reply_to, merge_into_open])
def test_matter_to_which_something_came_since_it_was_listed_stays(arrives, ended, clock):
    ids = listed(Kept.MATTERS, clock)
    arrives(ended[0], clock)

    erased = erase(Kept.MATTERS, ids, clock)

    assert (ids, erased) == ([one.pk for one in ended], [ended[1].pk])
    assert Matter.objects.get(pk=ended[0].pk).erased_at is None
    assert not Message.objects.filter(matter=ended[0]).exclude(erased_at=None).exists()


@pytest.mark.django_db
def test_person_who_wrote_again_since_it_was_listed_stays(clock):
    conversation = ConversationFactory(identity__person__details={"name": "张三"})
    clock.advance(YEARS)
    person = conversation.identity.person
    ids = listed(Kept.PERSONS, clock)
    add_message(conversation, direction=Direction.IN, content={"text": "你好"}, clock=clock)

    erased = erase(Kept.PERSONS, ids, clock)

    person.refresh_from_db()
    assert (ids, erased) == ([person.pk], [])
    assert person.details == {"name": "张三"}


@pytest.mark.django_db
def test_consent_given_anew_since_it_was_listed_keeps_the_channel(clock):
    identity = IdentityFactory(erasure_asked_at=clock.now())
    ids = listed(Kept.ASKED, clock)
    identity.erasure_asked_at = None
    identity.save()

    assert (ids, erase(Kept.ASKED, ids, clock)) == ([identity.pk], [])


@pytest.mark.django_db
def test_text_that_is_typed_again_stays(clock):
    matter = MatterFactory()
    row = TypedText.objects.create(
        staff=duty_officer(matter.unit), matter=matter, text="您好", typed_at=clock.now()
    )
    clock.advance(YEARS)
    ids = listed(Kept.TYPED, clock)
    TypedText.objects.update(typed_at=clock.now())

    assert (ids, erase(Kept.TYPED, ids, clock)) == ([row.pk], [])


needs_locks = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")


@needs_locks
@pytest.mark.parametrize("key", [Kept.MATTERS, Kept.ASKED, Kept.TALK, Kept.PERSONS])
def test_rows_are_asked_again_only_once_their_conversations_are_locked(key, ended, clock):
    matter = ended[0]
    identity = matter.conversation.identity
    ids = {
        Kept.MATTERS: matter.pk,
        Kept.ASKED: identity.pk,
        Kept.TALK: matter.messages.get().pk,
        Kept.PERSONS: identity.person_id,
    }

    with CaptureQueriesContext(connection) as done:
        erase(key, [ids[key]], clock)

    said = [query["sql"] for query in done]
    locks = [number for number, sql in enumerate(said) if "FOR NO KEY UPDATE" in sql]
    asked = [number for number, sql in enumerate(said) if "EXISTS" in sql and "FOR NO KEY" not in sql]
    assert locks
    assert asked
    assert locks[0] < asked[0]


def beside(work):
    def run():
        try:
            return work()
        finally:
            connections.close_all()

    return run


def wait_until_somebody_waits_for_a_lock():
    with connection.cursor() as cursor:
        for _ in range(100_000):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
    raise AssertionError("nobody waits")


@needs_locks
@pytest.mark.django_db(transaction=True)
def test_erasure_waits_for_who_is_reopening_and_leaves_it_alone(clock):
    matter = MatterFactory(state=MatterState.CLOSED, closed_at=clock.now(), last_message_at=clock.now())
    clock.advance(YEARS)
    ids, is_held = listed(Kept.MATTERS, clock), threading.Event()

    def reopen_slowly():
        with transaction.atomic():
            row = locked_matter(matter)
            is_held.set()
            wait_until_somebody_waits_for_a_lock()
            row.state = MatterState.NEW
            row.save(update_fields=["state"])

    def erase_when_held():
        assert is_held.wait(60)
        return erase(Kept.MATTERS, ids, clock)

    with ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(beside(work)) for work in (reopen_slowly, erase_when_held)]
        _none, erased = [future.result(timeout=60) for future in futures]

    matter.refresh_from_db()
    assert (erased, matter.state, matter.erased_at) == ([], MatterState.NEW, None)


@needs_locks
@pytest.mark.django_db(transaction=True)
def test_erasure_on_request_waits_for_a_letter_that_is_being_opened(clock):
    conversation = MessageFactory().conversation
    is_held = threading.Event()

    def open_slowly():
        with transaction.atomic():
            type(conversation).objects.select_for_update(no_key=True).get(pk=conversation.pk)
            is_held.set()
            wait_until_somebody_waits_for_a_lock()
            opened_matter(clock=clock, conversation=conversation)

    def erase_when_held():
        assert is_held.wait(60)
        with pytest.raises(MatterUnderWay):
            erase_person(conversation.identity.person, ground=ErasureGround.REQUEST, actor=None, clock=clock)

    with ThreadPoolExecutor(2) as pool:
        for future in [pool.submit(beside(work)) for work in (open_slowly, erase_when_held)]:
            future.result(timeout=60)

    assert not Message.objects.exclude(erased_at=None).exists()
