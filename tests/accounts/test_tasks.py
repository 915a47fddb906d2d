"""The warning before an authorisation ends."""

from datetime import timedelta

import pytest

from tests.factories.accounts import AccountFactory
from zhenglian.accounts.actions.accounts import stop_account
from zhenglian.accounts.enums import Platform
from zhenglian.accounts.tasks import NOTICE, ending_authorisation

pytestmark = pytest.mark.django_db


def test_authorisation_is_counted_from_three_days_before_its_end(clock):
    ends = clock.now() + timedelta(days=10)
    AccountFactory(platform=Platform.WEIBO, token_expires_at=ends + timedelta(days=1))
    account = AccountFactory(platform=Platform.WEIBO, token_expires_at=ends)

    found = ending_authorisation(clock)

    assert found.since == ends - NOTICE
    assert found.subject == f"{account}，授权有效期至 2026-01-25 09:00"


def test_tokens_that_renew_themselves_and_stopped_accounts_are_left_out(clock):
    AccountFactory(platform=Platform.WECHAT, token_expires_at=clock.now())
    stop_account(AccountFactory(platform=Platform.WEIBO, token_expires_at=clock.now()), reason="停用")
    AccountFactory(platform=Platform.WEIBO, token_expires_at=None)

    assert ending_authorisation(clock) is None
