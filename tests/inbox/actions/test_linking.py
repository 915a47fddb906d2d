"""Channels of one person, linked with consent, and undone."""

import pytest

from tests.factories.inbox import duty_officer, opened_matter
from tests.factories.people import UnitFactory
from zhenglian.audit.models import Entry
from zhenglian.inbox import errors
from zhenglian.inbox.actions.linking import link_identities, unlink
from zhenglian.inbox.enums import Direction
from zhenglian.inbox.models import Person

pytestmark = pytest.mark.django_db
CONSENT = {"how": "电话", "words": "是的，两个号都是我"}


@pytest.fixture
def officer():
    return duty_officer(UnitFactory())


@pytest.fixture
def identities(officer, clock):
    """Of three persons who wrote to the officer's unit."""
    unit = officer.postings.get().unit
    return [opened_matter(clock=clock, unit=unit).conversation.identity for _ in range(3)]


def link(one, other, officer, clock, consent=CONSENT):
    return link_identities(one.person, other.person, consent=consent, actor=officer, clock=clock)


def test_channels_belong_to_the_person_met_first(identities, officer, clock):
    first, second, _third = identities

    person = link(second, first, officer, clock)

    second.refresh_from_db()
    assert second.person == first.person == person
    assert second.linked_at == clock.now()
    assert second.consent["words"] == CONSENT["words"]
    assert second.consent["by"] == str(officer)
    assert first.conversation != second.conversation


def test_the_record_holds_numbers_only(identities, officer, clock):
    first, second, _third = identities
    former = second.person_id

    link(first, second, officer, clock)

    entry = Entry.objects.get(act="inbox.link")
    assert entry.detail == {"from": former, "identities": [second.pk]}


def test_both_conversations_show_it(identities, officer, clock):
    first, second, _third = identities

    link(first, second, officer, clock)

    for identity in (first, second):
        steps = identity.conversation.messages.filter(direction=Direction.STEP)
        assert "linked" in [step.content["step"] for step in steps]


def test_a_link_is_undone(identities, officer, clock):
    first, second, _third = identities
    former = second.person
    link(first, second, officer, clock)

    assert unlink(second, actor=officer, clock=clock) == former

    second.refresh_from_db()
    assert (second.person, second.linked_at, second.consent) == (former, None, {})
    with pytest.raises(errors.CannotUnlink):
        unlink(second, actor=officer, clock=clock)


def test_links_of_links_are_undone_one_by_one(identities, officer, clock):
    first, second, third = identities
    persons = [identity.person for identity in identities]
    link(second, third, officer, clock)
    link(first, second, officer, clock)
    third.refresh_from_db()
    assert third.person == persons[0]

    assert unlink(third, actor=officer, clock=clock) == persons[1]
    assert unlink(third, actor=officer, clock=clock) == persons[2]


@pytest.mark.parametrize("consent", [{}, {"how": "电话"}, {"how": " ", "words": "好"}])
def test_without_consent_nothing_is_linked(identities, officer, clock, consent):
    with pytest.raises(errors.ConsentMissing):
        link(identities[0], identities[1], officer, clock, consent)


def test_the_same_person_and_erased_ones_are_not_linked(identities, officer, clock):
    first, second, third = identities
    with pytest.raises(errors.CannotLink):
        link(first, first, officer, clock)
    link(first, second, officer, clock)
    with pytest.raises(errors.CannotLink):  # has no channel any more
        link_identities(second.person, third.person, consent=CONSENT, actor=officer, clock=clock)
    Person.objects.filter(pk=third.person_id).update(erased_at=clock.now())
    with pytest.raises(errors.CannotLink):
        link(first, third, officer, clock)


def test_who_knows_only_one_of_them_links_nothing(identities, clock):
    stranger = opened_matter(clock=clock)

    with pytest.raises(errors.MayNotHandle):
        link(identities[0], stranger.conversation.identity, duty_officer(stranger.unit), clock)
