"""Handing a matter on to whoever registered for it."""

import pytest

from tests.factories.inbox import duty_officer, opened_matter
from zhenglian.audit.models import Entry
from zhenglian.clocks import api as clocks
from zhenglian.clocks.enums import FinishWay
from zhenglian.inbox import errors
from zhenglian.inbox.actions.claims import claim
from zhenglian.inbox.actions.handing_on import hand_on
from zhenglian.inbox.actions.matters import subject_of
from zhenglian.inbox.api import Handler, register_handler
from zhenglian.inbox.enums import MatterState
from zhenglian.inbox.handlers import HANDLERS, handlers_for
from zhenglian.kernel.errors import Conflict

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken(monkeypatch):
    """What the registered handler was given; it takes complaints and refuses the word «refuse»."""
    monkeypatch.setattr("zhenglian.inbox.handlers.HANDLERS", {})
    found = []

    def take(matter, actor, clock):
        if "refuse" in matter.summary:
            raise Conflict
        found.append((matter.code, actor, clock.now()))
        return f"case-{matter.pk}"

    register_handler(Handler("cases", "转为诉求", lambda matter: matter.class_key == "complaint", take))
    return found


@pytest.fixture
def held(clock):
    def make(**changes):
        matter = opened_matter(clock=clock, **changes)
        return claim(matter, actor=duty_officer(matter.unit), clock=clock)

    return make


def test_nothing_is_registered_by_the_inbox_itself():
    assert not [each for each in HANDLERS.values() if each.take.__module__.startswith("zhenglian.inbox")]


def test_a_matter_handed_on_ends_here_and_begins_there(taken, held, clock):
    matter = held(class_key="complaint")
    officer = matter.assignee

    matter = hand_on(matter, "cases", actor=officer, clock=clock)

    assert taken == [(matter.code, officer, clock.now())]
    assert (matter.state, matter.handler, matter.handler_ref) == (
        MatterState.HANDED_ON,
        "cases",
        f"case-{matter.pk}",
    )
    assert clocks.run_of(subject_of(matter)).finished_how == FinishWay.HANDED_ON
    detail = Entry.objects.get(act="inbox.hand_on").detail
    assert detail == {"handler": "cases", "ref": f"case-{matter.pk}"}


def test_only_who_would_take_it_is_offered(taken, held):
    assert [handler.key for handler in handlers_for(held(class_key="complaint"))] == ["cases"]
    assert handlers_for(held(class_key="consultation")) == []


def test_what_the_other_side_refuses_stays_as_it_was(taken, held, clock):
    matter = held(class_key="complaint", text="refuse")

    with pytest.raises(Conflict):
        hand_on(matter, "cases", actor=matter.assignee, clock=clock)

    matter.refresh_from_db()
    assert (matter.state, matter.handler) == (MatterState.OPEN, "")
    assert taken == []


def test_what_cannot_be_handed_on(taken, held, clock):
    matter = held(class_key="complaint")
    with pytest.raises(errors.HandlerMissing):
        hand_on(matter, "rumours", actor=matter.assignee, clock=clock)
    with pytest.raises(errors.NotClaimedByYou):
        hand_on(matter, "cases", actor=duty_officer(matter.unit), clock=clock)
    with pytest.raises(errors.CannotHandOn):
        other = held(class_key="consultation")
        hand_on(other, "cases", actor=other.assignee, clock=clock)
    hand_on(matter, "cases", actor=matter.assignee, clock=clock)
    with pytest.raises(errors.NotUnderWay):
        hand_on(matter, "cases", actor=matter.assignee, clock=clock)
