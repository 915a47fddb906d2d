"""The page of quotas: everybody looks, managers change limits."""

import pytest
from django.urls import reverse

from tests.factories.accounts import AccountFactory
from tests.factories.people import StaffFactory
from tests.factories.quotas import MONTHLY, service_account, used, weibo_account
from zhenglian.accounts.enums import AccountState, Platform
from zhenglian.kernel.clock import SYSTEM
from zhenglian.people.api import appoint
from zhenglian.people.enums import Role
from zhenglian.quotas.models import QuotaLimit
from zhenglian.quotas.selectors import standings

PAGE = "/staff/desk/quotas/"


@pytest.fixture
def account(db):
    return service_account(name="微言环保")


@pytest.fixture
def as_role(client, account):
    def log_in(role):
        staff = StaffFactory()
        appoint(staff, role, account.unit, actor=None)
        client.force_login(staff)
        return client

    return log_in


def change_page(account, kind=MONTHLY):
    return reverse("quotas:limit_change", args=[account.pk, kind])


@pytest.mark.parametrize("extra", [0, 2])
def test_page_lists_every_counted_account(as_role, account, extra):
    others = [weibo_account(name=f"微博{number}") for number in range(extra)]
    AccountFactory(platform=Platform.WEBSITE, name="门户网站")
    service_account(name="已注销", state=AccountState.CLOSED)

    page = as_role(Role.EDITOR).get(PAGE).content.decode()

    assert page.count('class="desk-panel" id="account-') == 1 + len(others)
    assert "门户网站" not in page
    assert "已注销" not in page


def test_page_says_what_is_used_and_left(as_role, account):
    used(account, MONTHLY, 4, at=SYSTEM.now())

    page = as_role(Role.EDITOR).get(PAGE).content.decode()

    assert "每月上限 4 次，已用 4 次" in page
    assert "已无余额" in page
    assert "服务号" in page


def test_page_without_accounts_leads_on(client, admin_user):
    client.force_login(admin_user)

    page = client.get(PAGE).content.decode()

    assert reverse("accounts:index") in page


def test_long_list_is_paged(as_role, account):
    for _ in range(10):
        weibo_account()

    client = as_role(Role.EDITOR)
    pages = [client.get(f"{PAGE}?p={number}").content.decode() for number in (1, 2)]

    assert [page.count('id="account-') - page.count('id="account-name-') for page in pages] == [10, 1]


def test_quotas_of_an_account_take_three_queries(account, django_assert_num_queries):
    with django_assert_num_queries(3):
        standings(account)
    weibo = weibo_account()
    with django_assert_num_queries(3):
        standings(weibo)


def test_strangers_are_sent_to_the_log_in(client, account):
    answer = client.get(PAGE)

    assert answer.status_code == 302
    assert "/login/" in answer.headers["Location"]


def test_manager_changes_a_limit(as_role, account):
    client = as_role(Role.MATRIX_MANAGER)

    shown = client.get(change_page(account)).content.decode()
    answer = client.post(change_page(account), {"limit": "8", "reason": "新合同"})

    assert "每月 4 次" in shown
    assert answer.headers["Location"] == f"{PAGE}#account-{account.pk}"
    assert QuotaLimit.objects.get().limit == 8
    assert "每月上限 8 次" in client.get(PAGE).content.decode()


def test_editor_neither_sees_nor_opens_the_change(as_role, account):
    client = as_role(Role.EDITOR)

    assert change_page(account) not in client.get(PAGE).content.decode()
    assert client.post(change_page(account), {"limit": "8", "reason": "x"}).status_code in (302, 403)
    assert not QuotaLimit.objects.exists()


@pytest.mark.parametrize("given", [{"limit": "-1", "reason": "x"}, {"limit": "8", "reason": ""}, {}])
def test_wrong_input_is_told_and_changes_nothing(as_role, account, given):
    answer = as_role(Role.MATRIX_MANAGER).post(change_page(account), given)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not QuotaLimit.objects.exists()


def test_quota_that_the_account_has_not_is_not_found(as_role, account):
    client = as_role(Role.MATRIX_MANAGER)

    pages = [change_page(account, "weibo.post.hour"), f"{PAGE}999999/{MONTHLY}/"]

    assert [client.get(page).status_code for page in pages] == [404, 404]
