"""One person erased on request: everything at once, by who may, never while a matter is under way."""

import pytest

from tests.factories.inbox import (
    ConversationFactory,
    IdentityFactory,
    MatterFactory,
    MessageFactory,
    duty_officer,
    opened_matter,
    supervisor,
)
from tests.factories.people import UnitFactory
from zhenglian.audit.api import entries_on
from zhenglian.inbox.actions.erasure import erase_person
from zhenglian.inbox.enums import ErasureGround, MatterState, ReplyState, Source
from zhenglian.inbox.models import Matter, Message, Person, Reply
from zhenglian.inbox.retention_errors import CodeUnknown, MatterUnderWay, MayNotSeeWhole, PersonErased
from zhenglian.inbox.whole_person import can_see_whole, person_by_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def matter(clock):
    found = opened_matter(clock=clock, text="张三家门口的路灯坏了")
    Matter.objects.update(state=MatterState.ANSWERED)
    Reply.objects.update(state=ReplyState.SENT)  # the receipt
    found.conversation.identity.person.details = {"name": "张三", "phone": "13800000000"}
    found.conversation.identity.person.save()
    return found


@pytest.fixture
def person(matter):
    return matter.conversation.identity.person


def erase(person, actor, clock):
    return erase_person(person, ground=ErasureGround.REQUEST, actor=actor, clock=clock)


def test_person_is_erased_with_all_channels_and_words(matter, person, clock):
    second = ConversationFactory(
        identity=IdentityFactory(person=person, source=Source.PHONE, account=None, handle="13800000000"),
        unit=matter.unit,
    )
    MessageFactory(conversation=second)

    erase(person, supervisor(matter.unit), clock)

    person.refresh_from_db()
    assert (person.details, person.erased_at) == ({}, clock.now())
    assert {identity.handle for identity in person.identities.all()} == {""}
    assert all(identity.digest.startswith("erased:") for identity in person.identities.all())
    assert "张三" not in str([message.content for message in Message.objects.all()])
    assert Matter.objects.get(pk=matter.pk).summary == ""


def test_persons_linked_before_are_erased_with_them(person, matter, clock):
    linked = Person.objects.create(details={"name": "张三"}, created_at=clock.now())
    identity = matter.conversation.identity
    identity.consent = {"how": "电话", "from": linked.pk}
    identity.save()

    erase(person, None, clock)

    linked.refresh_from_db()
    assert (linked.details, linked.erased_at) == ({}, clock.now())


def test_erasure_is_on_record_with_its_ground_and_without_a_word(matter, person, clock):
    actor = supervisor(matter.unit)

    erase(person, actor, clock)

    entry = entries_on("inbox.person", str(person.pk)).get(act="inbox.erase_person")
    assert entry.actor_name == str(actor)
    assert (entry.detail["ground"], entry.detail["matters"]) == ("request", 1)
    assert "张三" not in str(entry.detail) + entry.object_name


def test_matter_under_way_forbids_it_and_is_named(matter, person, clock):
    Matter.objects.update(state=MatterState.OPEN)

    with pytest.raises(MatterUnderWay, match=matter.code):
        erase(person, None, clock)

    assert Matter.objects.get().summary


def test_second_erasure_is_refused(person, clock):
    erase(person, None, clock)

    with pytest.raises(PersonErased):
        erase(person, None, clock)


def test_only_a_supervisor_of_every_team_concerned_may(matter, person, clock):
    other = MatterFactory(conversation=matter.conversation, unit=UnitFactory(), state=MatterState.CLOSED)
    one_team = supervisor(matter.unit)

    for actor in (one_team, duty_officer(matter.unit), supervisor(other.unit)):
        assert not can_see_whole(actor, person, clock=clock)
        with pytest.raises(MayNotSeeWhole):
            erase(person, actor, clock)


def test_person_without_any_team_is_nobodys_to_see(clock):
    assert not can_see_whole(supervisor(UnitFactory()), IdentityFactory().person, clock=clock)


def test_person_is_found_by_the_code_as_printed(matter, person):
    code = matter.code
    spelt = f" {code[:4]}-{code[4:8]}-{code[8:]} ".lower()

    assert person_by_code(spelt) == person
    with pytest.raises(CodeUnknown):
        person_by_code("0000-0000-0000")
