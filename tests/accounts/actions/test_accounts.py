import pytest

from tests.factories.accounts import AccountFactory
from tests.factories.people import PostingFactory, StaffFactory, UnitFactory
from zhenglian.accounts.actions.accounts import (
    change_account,
    close_account,
    open_account,
    resume_account,
    stop_account,
)
from zhenglian.accounts.enums import AccountState, Platform, WeChatKind, WeChatRelease
from zhenglian.accounts.errors import AccountClosed, AccountExists, NotAccountManager, ReasonMissing
from zhenglian.accounts.models import Account
from zhenglian.audit.api import entries_on
from zhenglian.people.enums import Role


@pytest.fixture
def account(db):
    return AccountFactory()


@pytest.fixture
def manager(account):
    return PostingFactory(unit=account.unit, role=Role.MATRIX_MANAGER).staff


def last_act(account):
    return entries_on("accounts.account", account.pk).first().act


def test_registered_account_is_active_and_on_record(db):
    account = open_account(
        Platform.WEIBO, name="微言环保", handle="5551234567", unit=UnitFactory(), actor=None
    )

    assert Account.objects.get().is_active
    assert last_act(account) == "accounts.open"


def test_account_is_registered_once(account):
    with pytest.raises(AccountExists):
        open_account(account.platform, name="另一个", handle=account.handle, unit=account.unit, actor=None)


def test_registering_is_for_managers_of_the_unit(account, manager):
    open_account(Platform.WEIBO, name="甲", handle="1", unit=account.unit, actor=manager)

    with pytest.raises(NotAccountManager):
        open_account(Platform.WEIBO, name="乙", handle="2", unit=UnitFactory(), actor=manager)


def test_change_records_what_was_and_what_is(account, manager):
    change_account(
        account, name="新名", unit=account.unit, api_base="", homepage_url="", opened_on=None,
        wechat_kind=WeChatKind.SERVICE, wechat_release=WeChatRelease.MASS_SEND, actor=manager,
    )  # fmt: skip

    detail = entries_on("accounts.account", account.pk).get().detail
    assert detail["wechat_release"] == ["publish", "mass_send"]
    assert detail["wechat_kind"] == ["sub", "svc"]
    assert Account.objects.get().name == "新名"


def test_account_is_not_handed_to_a_unit_of_others(account, manager):
    with pytest.raises(NotAccountManager):
        change_account(
            account, name="新名", unit=UnitFactory(), api_base="", homepage_url="", opened_on=None,
            wechat_kind=WeChatKind.SUBSCRIPTION, wechat_release=WeChatRelease.PUBLISH, actor=manager,
        )  # fmt: skip


def test_stopped_account_says_why_and_goes_on_when_resumed(account, manager):
    stop_account(account, reason=" AppSecret 已被冻结，请在公众平台解冻。 ")
    stopped = Account.objects.get()
    resume_account(account, actor=manager)

    resumed = Account.objects.get()
    assert (stopped.state, stopped.stop_reason) == (
        AccountState.STOPPED,
        "AppSecret 已被冻结，请在公众平台解冻。",
    )
    assert (resumed.state, resumed.stop_reason) == (AccountState.ACTIVE, "")
    assert last_act(account) == "accounts.resume"


def test_stopping_needs_a_reason(account):
    with pytest.raises(ReasonMissing):
        stop_account(account, reason="  ")
    with pytest.raises(ReasonMissing):
        close_account(account, reason="", actor=None)


def test_publisher_stops_but_does_not_resume(account):
    publisher = PostingFactory(unit=account.unit, role=Role.PUBLISHER).staff

    stop_account(account, reason="误发", actor=publisher)

    with pytest.raises(NotAccountManager):
        resume_account(account, actor=publisher)
    with pytest.raises(NotAccountManager):
        stop_account(account, reason="误发", actor=StaffFactory())


def test_closed_account_never_comes_back(account, manager):
    stale = Account.objects.get()
    close_account(account, reason="账号已在平台注销", actor=manager)

    with pytest.raises(AccountClosed):
        resume_account(stale, actor=manager)
    with pytest.raises(AccountClosed):
        stop_account(stale, reason="误发", actor=manager)

    assert Account.objects.get().state == AccountState.CLOSED
