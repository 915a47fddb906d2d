from datetime import UTC, datetime

import pytest

from tests.factories.accounts import AccountFactory
from tests.factories.people import PostingFactory
from zhenglian.accounts.actions.secrets import authorise_account, update_credentials
from zhenglian.accounts.actions.tokens import refresh_token
from zhenglian.accounts.enums import Platform
from zhenglian.accounts.errors import CredentialsNotUsable, NotAccountManager, TokenNotFetched
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


@pytest.mark.parametrize(
    "change",
    [
        lambda account: update_credentials(account, {"secret": "n" * 32}, actor=None),
        lambda account: authorise_account(account, NEWER, expires_at=LATER, actor=None),
    ],
)
def test_what_a_person_enters_overtakes_a_fetch_under_way(account, clock, change):
    def fetch():
        change(Account.objects.get())
        raise TokenNotFetched({"reason": "with what was valid before"})

    with pytest.raises(TokenNotFetched):
        refresh_token(account, seen=OLD, fetch=fetch, clock=clock)

    stored = Account.objects.get()
    assert (stored.token_failure, stored.token_lease_until) == (None, None)
    assert token_of(account) in ({}, NEWER)
