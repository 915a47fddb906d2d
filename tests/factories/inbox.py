"""Persons, identities, conversations, messages and matters as intake leaves them; and who handles them."""

from __future__ import annotations

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from tests.factories.accounts import AccountFactory
from tests.factories.people import PostingFactory, StaffFactory, UnitFactory
from zhenglian.inbox.enums import Direction, MatterState, MessageKind, Source, WindowKind
from zhenglian.inbox.handles import handle_digest
from zhenglian.inbox.models import Conversation, Identity, Matter, Message, Person
from zhenglian.kernel.ids import short_code
from zhenglian.people.enums import Role

THEN = datetime(2026, 1, 15, 1, 0, tzinfo=UTC)  # the moment of the tests' clock


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    created_at = THEN


class IdentityFactory(DjangoModelFactory):
    """A follower of a WeChat account; `account=None, source=Source.WEB` for other ways."""

    class Meta:
        model = Identity

    person = factory.SubFactory(PersonFactory)
    source = Source.WECHAT
    account = factory.SubFactory(AccountFactory)
    handle = factory.Sequence(lambda number: f"oCitizen{number:020d}")
    digest = factory.LazyAttribute(lambda identity: handle_digest(identity.source, identity.handle))


class ConversationFactory(DjangoModelFactory):
    """With a window as after a message: 48 hours, five messages."""

    class Meta:
        model = Conversation

    identity = factory.SubFactory(IdentityFactory)
    source = factory.LazyAttribute(lambda conversation: conversation.identity.source)
    account = factory.LazyAttribute(lambda conversation: conversation.identity.account)
    unit = factory.LazyAttribute(
        lambda conversation: conversation.account.unit if conversation.account else UnitFactory()
    )
    started_at = THEN
    last_message_at = THEN
    last_inbound_at = THEN
    window_kind = WindowKind.MESSAGE
    window_until = datetime(2026, 1, 17, 1, 0, tzinfo=UTC)
    window_left = 5


class MessageFactory(DjangoModelFactory):
    """What a citizen wrote; `text="…"` says what."""

    class Meta:
        model = Message

    class Params:
        text = "路灯坏了，请尽快维修"

    conversation = factory.SubFactory(ConversationFactory)
    direction = Direction.IN
    kind = MessageKind.TEXT
    content = factory.LazyAttribute(lambda message: {"text": message.text})
    at = THEN


class MatterFactory(DjangoModelFactory):
    """A bare row without clock, for pages and selectors; `opened_matter` has one."""

    class Meta:
        model = Matter

    code = factory.LazyFunction(lambda: short_code(12))
    conversation = factory.SubFactory(ConversationFactory)
    summary = "路灯坏了，请尽快维修"
    class_key = "consultation"
    unit = factory.LazyAttribute(lambda matter: matter.conversation.unit)
    state = MatterState.NEW
    received_at = THEN
    last_message_at = THEN


def opened_matter(*, clock, conversation=None, text="路灯坏了，请尽快维修", **changes):
    """A matter with clock and receipt, from one message of a citizen: as intake opens it."""
    from zhenglian.inbox.actions.matters import open_matter
    from zhenglian.inbox.actions.messages import index_messages

    message = MessageFactory(conversation=conversation or ConversationFactory(), text=text, at=clock.now())
    index_messages([message])
    return open_matter(
        message.conversation, message=message, actor=changes.pop("actor", None), clock=clock, **changes
    )


def duty_officer(unit, **names):
    """Somebody who handles the unit's matters and enters the staff side."""
    return posted(Role.DUTY_OFFICER, unit, **names)


def supervisor(unit, **names):
    return posted(Role.SUPERVISOR, unit, **names)


def posted(role, unit, **names):
    staff = StaffFactory(**names)
    PostingFactory(staff=staff, unit=unit, role=role)
    return staff
