"""The doors in memory follow the accounts, and stay while the database is away."""

from __future__ import annotations

import pytest
from django.db import DatabaseError
from structlog.testing import capture_logs

from tests.factories.accounts import AccountFactory
from zhenglian.accounts.enums import AccountState, Platform
from zhenglian.channels import doors as doors_module
from zhenglian.channels.doors import LOOK_AGAIN_S, Doors

pytestmark = pytest.mark.django_db


@pytest.fixture
def doors():
    return Doors()


def path(account):
    return f"/callbacks/{account.platform}/{account.pk}"


def test_accounts_of_both_platforms_have_doors_and_others_none(doors):
    wechat, weibo = AccountFactory(), AccountFactory(platform=Platform.WEIBO, handle="19025")
    website = AccountFactory(platform=Platform.WEBSITE, handle="a.test")

    doors.look()

    assert doors.find(path(wechat)).account_id == wechat.pk
    assert doors.find(path(weibo)).account_id == weibo.pk
    assert doors.find(path(website)) is None
    assert doors.find(f"/callbacks/weibo/{wechat.pk}") is None


def test_only_what_changed_is_decrypted_and_built_anew(doors, monkeypatch):
    stays, changes = AccountFactory(), AccountFactory()
    doors.look()
    before = doors.find(path(stays)), doors.find(path(changes))
    asked = []
    read = doors_module.credentials_of_many
    monkeypatch.setattr(doors_module, "credentials_of_many", lambda ids: read(asked.append(set(ids)) or ids))

    doors.look()
    changes.credentials = {**changes.credentials, "token": "another"}
    changes.save()
    doors.look()

    assert asked == [{changes.pk}]
    assert doors.find(path(stays)) is before[0]
    assert doors.find(path(changes)) is not before[1]


def test_closed_account_loses_its_door_and_a_stopped_one_keeps_it(doors):
    stopped, closed = AccountFactory(), AccountFactory()
    doors.look()

    for account, state in ((stopped, AccountState.STOPPED), (closed, AccountState.CLOSED)):
        account.state = state
        account.save()
    doors.look()

    assert doors.find(path(stopped)) is not None
    assert doors.find(path(closed)) is None


def test_unusable_key_shuts_one_door_alone(doors):
    bad, good = AccountFactory(credentials={"token": "t", "aes_key": "short"}), AccountFactory()

    with capture_logs() as logs:
        doors.look()

    assert doors.find(path(bad)) is None
    assert doors.find(path(good)) is not None
    assert [(line["event"], line["account"]) for line in logs] == [("door_unusable", bad.pk)]


def test_doors_stay_while_the_database_is_away(doors, monkeypatch):
    account = AccountFactory()
    doors.look()

    def away():
        raise DatabaseError

    monkeypatch.setattr(doors_module, "sealed_credentials", away)
    with pytest.raises(DatabaseError):
        doors.look()

    assert doors.find(path(account)) is not None


def test_strangers_make_us_look_once_a_second():
    now = [100.0]
    doors = Doors(seconds=lambda: now[0])
    at_first = doors.may_look_again
    doors.look()
    at_once = doors.may_look_again
    now[0] += LOOK_AGAIN_S

    assert (at_first, at_once, doors.may_look_again) == (True, False, True)


def test_several_hundred_accounts_cost_two_queries(doors, django_assert_num_queries):
    unit = AccountFactory().unit
    for _ in range(300):
        AccountFactory(unit=unit)

    with django_assert_num_queries(2):
        doors.look()
    with django_assert_num_queries(1):
        doors.look()
