"""Releasing as a form: at once or later, and the note for readers of an earlier version."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import timezone

from zhenglian.accounts.models import Account
from zhenglian.newsroom.forms.release import ConfirmEmergencyForm, EmergencyForm, ReleaseForm

ACCOUNTS = [Account(pk=3, platform="website", name="网站"), Account(pk=4, platform="weibo", name="微博")]


def filled(*, is_correction=False, **data):
    return ReleaseForm(
        {"accounts": ["3", "4"], "when": "now", **data}, accounts=ACCOUNTS, is_correction=is_correction
    )


def test_at_once_has_no_moment():
    form = filled(due_at="2026-01-15T10:00")

    assert form.is_valid()
    assert (form.moment, form.account_ids, form.note) == (None, [3, 4], "")


def test_later_is_a_moment_in_beijing():
    form = filled(when="later", due_at="2026-01-15T10:00")

    assert form.is_valid()
    assert form.moment == timezone.make_aware(datetime(2026, 1, 15, 10, 0))  # noqa: DTZ001  made aware here


@pytest.mark.parametrize("due_at", ["", "tomorrow"])
def test_later_needs_a_time_and_says_so_once(due_at):
    form = filled(when="later", due_at=due_at)

    assert not form.is_valid()
    assert len(form.errors["due_at"]) == 1


def test_account_that_was_not_offered_is_refused():
    assert "accounts" in filled(accounts=["5"]).errors


def test_correction_needs_its_note():
    assert "correction_note" in filled(is_correction=True).errors
    assert filled(is_correction=True, correction_note="更正").is_valid()


@pytest.mark.parametrize(("reason", "is_valid"), [("急" * 9, False), ("急" * 10, True)])
def test_emergency_needs_a_reason_of_ten_characters(reason, is_valid):
    form = EmergencyForm({"reason": reason, "accounts": ["3"]}, accounts=ACCOUNTS, is_correction=False)

    assert form.is_valid() is is_valid


def test_confirmation_needs_the_tick():
    assert not ConfirmEmergencyForm({}).is_valid()
    assert ConfirmEmergencyForm({"has_read": "on"}).is_valid()
