import threading
from datetime import UTC, datetime

import pytest
from django.db import connection

from tests.factories.accounts import AccountFactory
from tests.factories.people import PostingFactory
from zhenglian.accounts.actions.secrets import (
    authorise_account,
    refresh_token,
    store_token,
    update_credentials,
)
from zhenglian.accounts.enums import Platform
from zhenglian.accounts.errors import CredentialsNotUsable, NotAccountManager
from zhenglian.accounts.models import Account
from zhenglian.accounts.selectors import credentials_of, token_expiry, token_of
from zhenglian.audit.api import entries_on
from zhenglian.people.enums import Role

LATER = datetime(2026, 1, 15, 3, 0, tzinfo=UTC)
OLD, NEW, NEWER = ({"access_token": word} for word in ("old", "new", "newer"))


@pytest.fixture
def account(db):
    return AccountFactory(token=OLD)


def test_credentials_are_stored_beside_the_others_and_drop_the_token(account):
    update_credentials(account, {"secret": "changed"}, actor=None)

    stored = credentials_of(account)
    assert (stored["secret"], stored["gh_id"]) == ("changed", "gh_sample")
    assert token_of(account) == {}


def test_empty_value_removes_a_credential(account):
    update_credentials(account, {"aes_key": ""}, actor=None)

    assert "aes_key" not in credentials_of(account)


def test_record_names_the_fields_and_never_the_values(account):
    update_credentials(account, {"secret": "open-sesame"}, actor=None)

    entry = entries_on("accounts.account", account.pk).get()
    assert entry.detail == {"fields": ["secret"]}


def test_unusable_credentials_change_nothing(account):
    before = credentials_of(account)

    with pytest.raises(CredentialsNotUsable, match="aes_key"):
        update_credentials(account, {"aes_key": "short", "secret": "x"}, actor=None)

    assert credentials_of(account) == before


def test_credentials_are_set_by_managers_only(account):
    publisher = PostingFactory(unit=account.unit, role=Role.PUBLISHER).staff

    with pytest.raises(NotAccountManager):
        update_credentials(account, {"secret": "x"}, actor=publisher)
    with pytest.raises(NotAccountManager):
        authorise_account(account, NEW, expires_at=None, actor=publisher)


def test_authorisation_is_kept_with_its_end(db):
    account = AccountFactory(platform=Platform.WEIBO)

    authorise_account(account, NEW, expires_at=LATER, actor=None)

    assert (token_of(account), token_expiry(account)) == (NEW, LATER)
    assert entries_on("accounts.account", account.pk).get().act == "accounts.authorise"


def test_token_is_stored_when_nobody_was_faster(account):
    used = store_token(account, NEW, LATER, seen=OLD)

    assert (used, token_of(account), token_expiry(account)) == (NEW, NEW, LATER)


def test_token_of_the_faster_one_counts(account):
    store_token(account, NEW, LATER, seen=OLD)

    used = store_token(account, NEWER, LATER, seen=OLD)

    assert (used, token_of(account)) == (NEW, NEW)


def test_token_is_fetched_when_it_is_the_one_found_unusable(account):
    used = refresh_token(account, seen=OLD, fetch=lambda: (NEW, LATER))

    assert (used, token_of(account), account.token) == (NEW, NEW, NEW)


def test_nothing_is_fetched_when_another_one_is_stored_already(account):
    calls = []

    used = refresh_token(account, seen=NEWER, fetch=lambda: calls.append(1) or (NEW, LATER))

    assert (used, calls, account.token) == (OLD, [], OLD)


def test_failed_fetch_leaves_the_old_token(account):
    def fetch():
        raise TimeoutError

    with pytest.raises(TimeoutError):
        refresh_token(account, seen=OLD, fetch=fetch)

    assert token_of(account) == OLD


@pytest.mark.skipif(connection.vendor != "postgresql", reason="threads share one SQLite in tests")
@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_fetch_once():
    account = AccountFactory(token=OLD)
    calls, used = [], []

    def fetch():
        calls.append(1)
        return {"access_token": f"fetched {len(calls)}"}, LATER

    def work():
        try:
            used.append(refresh_token(Account.objects.get(pk=account.pk), seen=OLD, fetch=fetch))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert len(calls) == 1
    assert used == [{"access_token": "fetched 1"}] * 6
