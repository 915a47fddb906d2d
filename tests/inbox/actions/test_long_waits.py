"""Waits that nobody ends: the clock runs on by itself, once, is audited, and people are told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from tests.factories.inbox import duty_officer, opened_matter
from zhenglian.audit.models import Entry
from zhenglian.clocks import api as clocks
from zhenglian.inbox.actions.claims import claim
from zhenglian.inbox.actions.course import classify, wait_for_citizen
from zhenglian.inbox.actions.long_waits import end_long_waits
from zhenglian.inbox.actions.matters import subject_of
from zhenglian.inbox.enums import MatterState
from zhenglian.inbox.models import Message
from zhenglian.inbox.step_words import step_text

pytestmark = pytest.mark.django_db
LONG = timedelta(days=40)


@pytest.fixture
def waiting(clock):
    matter = opened_matter(clock=clock)
    officer = duty_officer(matter.unit, email="officer@example.org")
    matter = claim(matter, actor=officer, clock=clock)
    return wait_for_citizen(matter, reason="请补充地址", actor=officer, clock=clock)


def test_wait_is_left_alone_while_its_pause_may_last(waiting, clock):
    clock.advance(timedelta(days=3))

    assert end_long_waits(clock=clock) == 0
    waiting.refresh_from_db()
    assert (waiting.state, waiting.next_due_at) == (MatterState.WAITING, None)


def test_forgotten_wait_ends_once_and_the_matter_is_late(waiting, clock, django_capture_on_commit_callbacks):
    due = waiting.answer_due_at
    clock.advance(LONG)

    with django_capture_on_commit_callbacks(execute=True):
        assert (end_long_waits(clock=clock), end_long_waits(clock=clock)) == (1, 0)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.answer_due_at) == (MatterState.OPEN, due)
    assert waiting.next_due_at < clock.now()
    assert clocks.run_of(subject_of(waiting)).paused_since is None
    entry = Entry.objects.get(act="inbox.resume")
    assert (entry.actor_id, entry.detail) == ("", {"step": "waited_long"})


def test_officer_gets_a_mail_without_the_code_and_the_page_says_it(
    waiting, clock, django_capture_on_commit_callbacks
):
    clock.advance(LONG)

    with django_capture_on_commit_callbacks(execute=True):
        end_long_waits(clock=clock)

    (sent,) = mail.outbox
    assert sent.to == ["officer@example.org"]
    assert f"/inbox/{waiting.pk}/" in sent.body
    assert waiting.code not in (sent.subject + sent.body).replace("-", "")
    last = Message.objects.filter(matter=waiting).latest("pk")
    assert step_text(last.content) == "等待来信人补充已满规定期限，恢复计时"


def test_team_is_told_where_nobody_has_the_matter(waiting, clock, django_capture_on_commit_callbacks):
    waiting.assignee = None
    waiting.save(update_fields=["assignee"])
    clock.advance(LONG)

    with django_capture_on_commit_callbacks(execute=True):
        assert end_long_waits(clock=clock) == 1

    assert [each.to for each in mail.outbox] == [["officer@example.org"]]
    waiting.refresh_from_db()
    assert waiting.state == MatterState.NEW


def test_wait_whose_clock_never_paused_has_no_maximum(clock):
    matter = opened_matter(clock=clock)
    officer = duty_officer(matter.unit)
    matter = classify(claim(matter, actor=officer, clock=clock), "emergency", actor=officer, clock=clock)
    wait_for_citizen(matter, reason="请补充地址", actor=officer, clock=clock)
    clock.advance(LONG)

    assert end_long_waits(clock=clock) == 0
