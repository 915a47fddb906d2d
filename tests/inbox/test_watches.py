"""What of the inbox rings, and when it stops."""

from __future__ import annotations

from datetime import date, timedelta

import httpx2
import pytest

from tests.factories.inbox import MatterFactory
from tests.inbox.replying import Phone, held_matter, off_platform, sent
from zhenglian.accounts.api import stop_account
from zhenglian.alarms.selectors import judged
from zhenglian.alarms.watches import WATCHES
from zhenglian.inbox import watches  # noqa: F401  registers them
from zhenglian.inbox.actions.retries import retry_reply
from zhenglian.inbox.actions.templates import keep_template
from zhenglian.inbox.enums import MatterState, Source
from zhenglian.inbox.receipt_codes import masked

pytestmark = pytest.mark.django_db


def ringing(clock, name):
    found = judged([WATCHES[name]], clock=clock)
    return found[0].sighting.subject if found else None


def test_reply_that_is_not_sent_rings_after_a_quarter_of_an_hour(clock):
    matter, officer = held_matter(clock)
    sent(matter, officer, clock)
    stop_account(matter.conversation.account, reason="检修", clock=clock)
    Phone().work(clock)
    clock.advance(timedelta(minutes=14))
    early = ringing(clock, "inbox.reply_unsent")
    clock.advance(timedelta(minutes=2))

    assert (early, ringing(clock, "inbox.reply_unsent")) == (None, masked(matter.code))


def test_unknown_outcome_rings_until_a_person_has_looked(clock):
    matter, officer = held_matter(clock)
    reply = sent(matter, officer, clock)
    Phone(httpx2.ReadTimeout("slow")).work(clock)
    clock.advance(timedelta(minutes=31))
    before = ringing(clock, "inbox.reply_unknown")

    retry_reply(reply, is_there=True, actor=officer, clock=clock)

    assert (before, ringing(clock, "inbox.reply_unknown")) == (masked(matter.code), None)


def test_call_that_nobody_made_warns_after_a_day(clock):
    matter, officer = held_matter(clock, conversation=off_platform(Source.PHONE, phone="13800001234"))
    sent(matter, officer, clock)
    clock.advance(timedelta(hours=25))

    assert ringing(clock, "inbox.call_owed") == masked(matter.code)
    assert WATCHES["inbox.call_owed"].is_warning


@pytest.mark.parametrize(
    ("name", "column"), [("inbox.late_first_word", "touch_due_at"), ("inbox.late_answer", "answer_due_at")]
)
def test_late_letters_ring_as_a_count(clock, name, column):
    past = clock.now() - timedelta(minutes=5)
    for state in (MatterState.NEW, MatterState.OPEN, MatterState.ANSWERED):
        MatterFactory(state=state, next_due_at=past, **{column: past})
    MatterFactory(state=MatterState.WAITING, next_due_at=None, **{column: past})  # its clock stands still

    assert ringing(clock, name) == "2"
    assert WATCHES[name].is_warning


@pytest.mark.parametrize(("days", "rings"), [(20, False), (13, True), (0, True), (-3, True)])
def test_template_warns_a_fortnight_before_its_rule_ends(clock, days, rings):
    matter = MatterFactory()
    until = date(2026, 1, 15) + timedelta(days=days)
    keep_template(title="告知", body="您好", unit=matter.unit, valid_until=until, actor=None, clock=clock)

    assert (ringing(clock, "inbox.template_ends") == "告知") is rings


def test_retired_template_warns_nobody(clock):
    matter = MatterFactory()
    keep_template(
        title="告知", body="您好", unit=matter.unit, valid_until=date(2026, 1, 1), is_retired=True,
        actor=None, clock=clock,
    )  # fmt: skip

    assert ringing(clock, "inbox.template_ends") is None
