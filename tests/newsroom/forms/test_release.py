"""Releasing as a form: at once or later, and what becomes of older copies."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import timezone

from zhenglian.accounts.models import Account
from zhenglian.newsroom.copies import CopyDecision, OlderCopies
from zhenglian.newsroom.enums import CopyChoice
from zhenglian.newsroom.forms.release import ConfirmEmergencyForm, EmergencyForm, ReleaseForm

ACCOUNTS = [Account(pk=3, platform="website", name="网站"), Account(pk=4, platform="weibo", name="微博")]


OLD = OlderCopies(ACCOUNTS[1], (), can_edit=False)


def filled(*, copies=(), **data):
    return ReleaseForm({"accounts": ["3", "4"], "when": "now", **data}, accounts=ACCOUNTS, copies=copies)


def test_at_once_has_no_moment():
    form = filled(due_at="2026-01-15T10:00")

    assert form.is_valid()
    assert (form.moment, form.account_ids, form.decisions) == (None, [3, 4], {})


def test_later_is_a_moment_in_beijing():
    form = filled(when="later", due_at="2026-01-15T10:00")

    assert form.is_valid()
    assert form.moment == timezone.make_aware(datetime(2026, 1, 15, 10, 0))  # noqa: DTZ001  made aware here


def test_later_than_quotas_can_be_reckoned_is_refused():
    assert "due_at" in filled(when="later", due_at="9999-12-31T00:30").errors


@pytest.mark.parametrize("due_at", ["", "tomorrow"])
def test_later_needs_a_time_and_says_so_once(due_at):
    form = filled(when="later", due_at=due_at)

    assert not form.is_valid()
    assert len(form.errors["due_at"]) == 1


def test_account_that_was_not_offered_is_refused():
    assert "accounts" in filled(accounts=["5"]).errors


def test_older_copy_needs_its_decision():
    assert "copy_4" in filled(copies=[OLD]).errors
    assert "copy_4" in filled(copies=[OLD], copy_4="edit").errors


def test_decision_is_read_with_its_reason():
    form = filled(copies=[OLD], copy_4="leave", copy_reason_4=" 该账号已停用 ")

    assert form.is_valid()
    assert form.decisions == {4: CopyDecision(CopyChoice.LEAVE, "该账号已停用")}


def test_no_account_is_demanded_beside_a_decision():
    assert filled(copies=[OLD], accounts=[], copy_4="correct").is_valid()
    assert "accounts" in filled(accounts=[]).errors


@pytest.mark.parametrize(("reason", "is_valid"), [("急" * 9, False), ("急" * 10, True)])
def test_emergency_needs_a_reason_of_ten_characters(reason, is_valid):
    form = EmergencyForm({"reason": reason, "accounts": ["3"]}, accounts=ACCOUNTS)

    assert form.is_valid() is is_valid


def test_confirmation_needs_the_tick():
    assert not ConfirmEmergencyForm({}).is_valid()
    assert ConfirmEmergencyForm({"has_read": "on"}).is_valid()
