import pytest
from django.db import connection

from tests.factories.accounts import AccountFactory
from tests.factories.people import PostingFactory, StaffFactory, UnitFactory
from zhenglian.accounts.api import account_by_id, active_accounts, credentials_of, managed_accounts, token_of
from zhenglian.accounts.enums import AccountState, Platform
from zhenglian.accounts.errors import AccountNotFound
from zhenglian.accounts.models import Account
from zhenglian.accounts.selectors import stoppable_accounts
from zhenglian.people.enums import Role


def test_active_accounts_are_neither_stopped_nor_closed(db):
    active = AccountFactory()
    for state in (AccountState.STOPPED, AccountState.CLOSED):
        AccountFactory(state=state)

    assert list(active_accounts()) == [active]


def test_active_accounts_of_a_platform(db):
    AccountFactory()
    weibo = AccountFactory(platform=Platform.WEIBO)

    assert list(active_accounts(Platform.WEIBO)) == [weibo]


def test_active_accounts_of_a_unit_are_those_above_and_below_it(db):
    ministry = UnitFactory()
    centre, bureau = UnitFactory(parent=ministry), UnitFactory(parent=ministry)
    office = UnitFactory(parent=centre)
    accounts = {unit: AccountFactory(unit=unit) for unit in (ministry, centre, office, bureau)}

    found = set(active_accounts(unit=centre))

    assert found == {accounts[ministry], accounts[centre], accounts[office]}


@pytest.mark.parametrize("pk", [0, "7", "abc", ""])
def test_account_that_does_not_exist_is_not_found(db, pk):
    with pytest.raises(AccountNotFound):
        account_by_id(pk)


def test_account_is_found_by_its_id_as_text(db):
    account = AccountFactory()

    assert account_by_id(str(account.pk)) == account


def test_credentials_and_token_are_ciphertext_in_the_database(db):
    account = AccountFactory(credentials={"secret": "open-sesame"}, token={"access_token": "let-me-in"})

    with connection.cursor() as cursor:
        cursor.execute("SELECT credentials, token FROM accounts_account")
        stored = cursor.fetchone()

    assert "open-sesame" not in stored[0]
    assert "let-me-in" not in stored[1]
    assert credentials_of(account) == {"secret": "open-sesame"}
    assert token_of(account) == {"access_token": "let-me-in"}


def test_credentials_are_those_stored_now_not_those_read_before(db):
    account = AccountFactory()
    fresh = Account.objects.get(pk=account.pk)
    fresh.credentials = {"secret": "new"}
    fresh.save()

    assert credentials_of(account) == {"secret": "new"}


def test_accounts_are_managed_and_stopped_by_role_and_unit(db):
    mine, other = AccountFactory(), AccountFactory()
    manager = PostingFactory(unit=mine.unit, role=Role.MATRIX_MANAGER).staff
    publisher = PostingFactory(unit=mine.unit, role=Role.PUBLISHER).staff

    assert [list(managed_accounts(staff)) for staff in (manager, publisher)] == [[mine], []]
    assert [list(stoppable_accounts(staff)) for staff in (manager, publisher)] == [[mine], [mine]]
    assert set(managed_accounts(StaffFactory(is_superuser=True))) == {mine, other}
