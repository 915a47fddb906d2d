"""The citizen sees that the officer types: only where the platform shows it, not too often, no error."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.channels.platforms import Script, ScriptedWire
from tests.factories.inbox import duty_officer
from tests.inbox.replying import OK, held_matter, weibo_conversation
from zhenglian.accounts.enums import AccountState
from zhenglian.channels.talk import Http
from zhenglian.inbox.actions.notes import keep_typed
from zhenglian.inbox.actions.typing_shown import AGAIN_AFTER, REST, Shown, show_typing
from zhenglian.inbox.models import Conversation
from zhenglian.jobs.registry import BESIDES

pytestmark = pytest.mark.django_db


class Platform:
    """One worker before a scripted platform."""

    def __init__(self, *answers):
        self.script = Script(typing=list(answers) or [OK])
        self.http, self.shown = Http(wire=ScriptedWire(self.script)), Shown()

    def work(self, clock):
        return show_typing(shown=self.shown, http=self.http, clock=clock)

    def bodies(self):
        return self.script.bodies("typing")


@pytest.fixture
def typed(clock):
    """A matter whose officer types right after the citizen wrote."""
    matter, officer = held_matter(clock)
    heard(matter, clock)
    keep_typed(matter, "您好，", actor=officer, clock=clock)
    return matter, officer


def heard(matter, clock):
    Conversation.objects.filter(pk=matter.conversation_id).update(last_inbound_at=clock.now())


def test_citizen_sees_it_and_the_window_loses_nothing(clock, typed):
    matter, _officer = typed
    platform = Platform()

    told = platform.work(clock)

    assert told == 1
    assert platform.bodies() == [{"touser": matter.conversation.identity.handle, "command": "Typing"}]
    assert Conversation.objects.get().window_left == 5


def test_it_is_told_again_only_after_some_seconds_and_while_typing(clock, typed):
    matter, officer = typed
    platform = Platform()
    platform.work(clock)
    clock.advance(timedelta(seconds=2))
    keep_typed(matter, "您好，路灯", actor=officer, clock=clock)

    at_once = platform.work(clock)
    clock.advance(AGAIN_AFTER)
    idle = platform.work(clock)
    keep_typed(matter, "您好，路灯已", actor=officer, clock=clock)
    later = platform.work(clock)

    assert (at_once, idle, later) == (0, 0, 1)


def without_room(matter, _clock):
    Conversation.objects.filter(pk=matter.conversation_id).update(window_left=0)


def long_ago(matter, clock):
    then = clock.now() - timedelta(seconds=31)
    Conversation.objects.filter(pk=matter.conversation_id).update(last_inbound_at=then)


def window_over(matter, clock):
    Conversation.objects.filter(pk=matter.conversation_id).update(window_until=clock.now())


def gone(matter, _clock):
    matter.conversation.identity.is_reachable = False
    matter.conversation.identity.save()


def stopped(matter, _clock):
    matter.conversation.account.state = AccountState.STOPPED
    matter.conversation.account.save()


def another_typed(matter, clock):
    matter.typed.all().delete()
    keep_typed(matter, "我来", actor=duty_officer(matter.unit), clock=clock)


@pytest.mark.parametrize("hinders", [without_room, long_ago, window_over, gone, stopped, another_typed])
def test_nothing_is_told_where_it_would_not_be_shown_or_not_be_true(hinders, clock, typed):
    matter, _officer = typed
    hinders(matter, clock)
    platform = Platform()

    assert (platform.work(clock), platform.bodies()) == (0, [])


def test_weibo_has_no_such_thing(clock):
    matter, officer = held_matter(clock, conversation=weibo_conversation())
    heard(matter, clock)
    keep_typed(matter, "您好", actor=officer, clock=clock)

    assert Platform().work(clock) == 0


@pytest.mark.parametrize(
    ("code", "rests"), [(45080, False), (45081, False), (43004, False), (45009, True), (48001, True)]
)
def test_refusal_is_no_error_and_a_refused_account_rests(code, rests, clock, typed):
    matter, officer = typed
    platform = Platform({"errcode": code, "errmsg": "no"}, OK)

    refused = platform.work(clock)
    clock.advance(AGAIN_AFTER)
    keep_typed(matter, "您好，路灯", actor=officer, clock=clock)
    after = platform.work(clock)
    clock.advance(REST)
    heard(matter, clock)
    keep_typed(matter, "您好，路灯已", actor=officer, clock=clock)
    at_last = platform.work(clock)

    assert (refused, after, at_last) == (0, 0 if rests else 1, 1)


def test_platform_without_an_answer_is_no_error(clock, typed):
    import httpx2

    assert Platform(httpx2.ReadTimeout("slow")).work(clock) == 0


def test_worker_does_it_beside_the_queue():
    BESIDES["inbox.show_typing"].step()

    assert BESIDES["inbox.show_typing"].seconds >= 1
