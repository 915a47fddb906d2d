"""One officer at a time; giving back, giving away, and who may not."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from tests.factories.inbox import duty_officer, opened_matter, supervisor
from tests.factories.people import DelegationFactory, UnitFactory
from zhenglian.audit.models import Entry
from zhenglian.inbox import errors
from zhenglian.inbox.actions.claims import assign, claim, release_claim
from zhenglian.inbox.enums import Direction, MatterState
from zhenglian.inbox.models import Change, Matter


@pytest.fixture
def matter(db, clock):
    return opened_matter(clock=clock)


@pytest.fixture
def officer(matter):
    return duty_officer(matter.unit, display_name="王值守")


@pytest.fixture
def other(matter):
    return duty_officer(matter.unit, display_name="李值守")


def steps(matter):
    found = matter.messages.filter(direction=Direction.STEP).order_by("pk")
    return [message.content["step"] for message in found]


def test_a_claimed_matter_is_handled_by_one(matter, officer, clock):
    matter = claim(matter, actor=officer, clock=clock)

    assert (matter.assignee, matter.claimed_at, matter.state) == (officer, clock.now(), MatterState.OPEN)
    assert steps(matter) == ["opened", "claimed"]
    assert Entry.objects.filter(act="inbox.claim", object_name=matter.code).count() == 1
    assert Change.objects.filter(matter_id=matter.pk).exists()


def test_the_second_officer_is_told_who_has_it(matter, officer, other, clock):
    claim(matter, actor=officer, clock=clock)

    with pytest.raises(errors.AlreadyClaimed, match="王值守") as told:
        claim(matter, actor=other, clock=clock)

    assert told.value.holder == "王值守"
    matter.refresh_from_db()
    assert matter.assignee == officer


def test_claiming_again_what_one_has_changes_nothing(matter, officer, clock):
    claim(matter, actor=officer, clock=clock)

    assert claim(matter, actor=officer, clock=clock).assignee == officer
    assert steps(matter) == ["opened", "claimed"]


def test_a_claim_is_no_first_word(matter, officer, clock):
    due = matter.touch_due_at

    matter = claim(matter, actor=officer, clock=clock)

    assert (matter.touched_at, matter.touch_due_at) == (None, due)


@pytest.mark.parametrize("ended", [MatterState.CLOSED, MatterState.MERGED, MatterState.HANDED_ON])
def test_an_ended_matter_is_not_claimed(matter, officer, clock, ended):
    Matter.objects.update(state=ended)

    with pytest.raises(errors.NotUnderWay):
        claim(matter, actor=officer, clock=clock)


def test_only_duty_officers_of_the_unit_or_above_claim(matter, clock):
    with pytest.raises(errors.MayNotHandle):
        claim(matter, actor=supervisor(matter.unit), clock=clock)
    with pytest.raises(errors.MayNotHandle):
        claim(matter, actor=duty_officer(UnitFactory()), clock=clock)


def test_officers_of_the_unit_above_and_deputies_claim(db, clock):
    above = UnitFactory()
    matter = opened_matter(clock=clock, unit=UnitFactory(parent=above))
    absent = duty_officer(above)
    deputy = DelegationFactory(principal=absent).deputy

    assert claim(matter, actor=deputy, clock=clock).assignee == deputy


def test_giving_back_makes_it_new_again(matter, officer, other, clock):
    claim(matter, actor=officer, clock=clock)

    with pytest.raises(errors.NotClaimedByYou):
        release_claim(matter, actor=other, clock=clock)
    matter = release_claim(matter, actor=officer, clock=clock)

    assert (matter.assignee, matter.state) == (None, MatterState.NEW)
    assert claim(matter, actor=other, clock=clock).assignee == other


def test_giving_to_a_colleague(matter, officer, other, clock):
    claim(matter, actor=officer, clock=clock)

    matter = assign(matter, assignee=other, actor=officer, clock=clock)

    assert (matter.assignee, matter.state) == (other, MatterState.OPEN)
    entry = Entry.objects.get(act="inbox.assign")
    assert (entry.detail["officer_before"], entry.detail["officer"]) == (officer.pk, other.pk)


def test_giving_to_another_team_makes_it_new_there(matter, officer, clock):
    claim(matter, actor=officer, clock=clock)
    team, due = UnitFactory(), matter.answer_due_at

    matter = assign(matter, unit=team, actor=officer, clock=clock)

    assert (matter.unit, matter.assignee, matter.state) == (team, None, MatterState.NEW)
    assert matter.answer_due_at == due  # the citizen's clock does not change
    with pytest.raises(errors.MayNotHandle):
        claim(matter, actor=officer, clock=clock)


def test_a_person_of_another_team_takes_it_with_the_team(matter, officer, clock):
    team = UnitFactory()
    there = duty_officer(team)

    matter = assign(matter, unit=team, assignee=there, actor=officer, clock=clock)

    assert (matter.unit, matter.assignee) == (team, there)


def test_nobody_gets_what_they_may_not_handle(matter, officer, clock):
    with pytest.raises(errors.CannotTakeMatter):
        assign(matter, assignee=supervisor(matter.unit), actor=officer, clock=clock)
    with pytest.raises(errors.CannotTakeMatter):
        assign(matter, actor=officer, clock=clock)


def test_what_somebody_handles_is_given_away_by_them_or_a_supervisor(matter, officer, other, clock):
    claim(matter, actor=officer, clock=clock)

    with pytest.raises(errors.MayNotAssign):
        assign(matter, assignee=other, actor=other, clock=clock)
    matter = assign(matter, assignee=other, actor=supervisor(matter.unit), clock=clock)

    assert matter.assignee == other


def test_who_may_no_longer_handle_it_holds_it_no_longer(matter, officer, other, clock):
    claim(matter, actor=officer, clock=clock)
    officer.postings.all().delete()

    assert assign(matter, assignee=other, actor=other, clock=clock).assignee == other


def test_strangers_give_nothing_away(matter, clock):
    with pytest.raises(errors.MayNotHandle):
        assign(matter, unit=UnitFactory(), actor=duty_officer(UnitFactory()), clock=clock)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's test database has one connection")
def test_of_many_who_claim_at_once_one_gets_it(clock):
    matter = opened_matter(clock=clock)
    officers = [duty_officer(matter.unit) for _ in range(6)]

    def attempt(officer):
        try:
            claim(matter, actor=officer, clock=clock)
        except errors.AlreadyClaimed as told:
            return told.holder
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(len(officers)) as pool:
        results = list(pool.map(attempt, officers))

    assert results.count(None) == 1
    winner = str(officers[results.index(None)])
    assert set(results) == {None, winner}
    matter.refresh_from_db()
    assert str(matter.assignee) == winner
    assert Entry.objects.filter(act="inbox.claim").count() == 1
