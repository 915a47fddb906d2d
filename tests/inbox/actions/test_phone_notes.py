"""Telephone calls typed by the duty officer."""

import pytest

from tests.factories.inbox import duty_officer, supervisor
from tests.factories.people import UnitFactory
from zhenglian.audit.models import Entry
from zhenglian.inbox import errors
from zhenglian.inbox.actions.phone_notes import record_phone_note
from zhenglian.inbox.enums import AnswerWay, Source
from zhenglian.inbox.models import Conversation, Matter, Reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return duty_officer(UnitFactory())


def note(officer, clock, **changes):
    facts = {
        "number": "138 0013 8000",
        "name": "张三",
        "text": "反映路灯坏了",
        "class_key": "complaint",
        "unit": officer.postings.get().unit,
    }
    return record_phone_note(**(facts | changes), actor=officer, clock=clock)


def test_a_call_becomes_a_matter_with_the_first_word_said(officer, clock):
    matter = note(officer, clock)

    conversation = matter.conversation
    assert (conversation.source, conversation.account, conversation.unit) == (Source.PHONE, None, matter.unit)
    assert conversation.identity.handle == "13800138000"
    assert conversation.identity.person.details == {"name": "张三", "phone": "13800138000"}
    assert (matter.class_key, matter.summary) == ("complaint", "反映路灯坏了")
    assert (matter.touched_at, matter.answer_way) == (clock.now(), AnswerWay.PHONE)
    assert matter.origin.author == officer
    assert Entry.objects.filter(act="inbox.phone_note").exists()


def test_the_same_number_is_one_conversation_however_it_is_written(officer, clock):
    first = note(officer, clock)

    second = note(officer, clock, number="+86 138-0013-8000", name="张三丰", text="又坏了")

    assert second.conversation == first.conversation
    assert Matter.objects.count() == 2
    assert second.conversation.identity.person.details["name"] == "张三"


def test_callers_without_a_number_are_not_taken_for_one(officer, clock):
    first, second = note(officer, clock, number="", name=""), note(officer, clock, number=" ", name="")

    assert first.conversation != second.conversation
    assert first.answer_way == AnswerWay.WEB


def test_no_platform_message_is_sent(officer, clock):
    note(officer, clock)

    assert not Reply.objects.exists()


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"text": " "}, errors.TextMissing),
        ({"text": "长" * 4001}, errors.TextTooLong),
        ({"number": "没有说"}, errors.NumberMissing),
        ({"class_key": "nonsense"}, errors.ClassUnknown),
    ],
)
def test_a_note_that_says_too_little_is_refused(officer, clock, changes, refusal):
    with pytest.raises(refusal):
        note(officer, clock, **changes)

    assert not Conversation.objects.exists()


def test_only_officers_of_the_unit_take_calls_for_it(officer, clock):
    with pytest.raises(errors.MayNotHandle):
        note(officer, clock, unit=UnitFactory())
    watching = supervisor(UnitFactory())
    with pytest.raises(errors.MayNotHandle):
        note(watching, clock)
