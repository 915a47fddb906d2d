from datetime import UTC, datetime

import pytest

from tests.factories.accounts import AccountFactory
from tests.factories.people import StaffFactory, UnitFactory
from zhenglian.accounts.enums import AccountState, Platform
from zhenglian.accounts.models import Account
from zhenglian.accounts.selectors import credentials_of, token_expiry, token_of
from zhenglian.people.api import appoint
from zhenglian.people.enums import Role


@pytest.fixture
def account(db):
    return AccountFactory(credentials={"secret": "open-sesame", "gh_id": "gh_1"})


@pytest.fixture
def as_role(client, account):
    def log_in(role):
        staff = StaffFactory()
        appoint(staff, role, account.unit, actor=None)
        client.force_login(staff)
        return client

    return log_in


def url(word, account):
    return f"/staff/accounts/{word}/{account.pk}/"


def test_registry_shows_state_and_reason(as_role, account):
    AccountFactory(name="停用号", state=AccountState.STOPPED, stop_reason="请重新授权")

    page = as_role(Role.MATRIX_MANAGER).get("/staff/accounts/").content.decode()

    assert account.name in page
    assert "请重新授权" in page


def test_editors_do_not_enter_the_registry(as_role):
    assert as_role(Role.EDITOR).get("/staff/accounts/").headers["Location"] == "/staff/"


def test_account_is_registered(as_role, account):
    given = {
        "platform": "weibo", "name": "微言环保", "handle": "5551234567", "unit": account.unit.pk,
        "wechat_kind": "sub", "wechat_release": "publish",
    }  # fmt: skip

    as_role(Role.MATRIX_MANAGER).post("/staff/accounts/new/", given)

    assert Account.objects.get(handle="5551234567").platform == Platform.WEIBO


def test_units_of_others_are_not_offered(as_role, account):
    given = {
        "platform": "weibo",
        "name": "甲",
        "handle": "1",
        "unit": UnitFactory().pk,
        "wechat_kind": "sub",
        "wechat_release": "publish",
    }

    answer = as_role(Role.MATRIX_MANAGER).post("/staff/accounts/new/", given)

    assert "unit" in answer.context["form"].errors


def test_account_is_changed(as_role, account):
    given = {"name": "新名", "unit": account.unit.pk, "wechat_kind": "sub", "wechat_release": "mass_send"}

    as_role(Role.MATRIX_MANAGER).post(url("edit", account), given)

    assert Account.objects.get().wechat_release == "mass_send"


def test_credentials_are_write_only(as_role, account):
    client = as_role(Role.MATRIX_MANAGER)
    before = client.get(url("credentials", account)).content.decode()

    answer = client.post(
        url("credentials", account), {"secret": "new-secret", "aes_key": "k" * 43}, follow=True
    )

    after = client.get(url("credentials", account)).content.decode()
    stored = credentials_of(account)
    assert (stored["secret"], stored["gh_id"], stored["aes_key"]) == ("new-secret", "gh_1", "k" * 43)
    assert not any(word in page for word in ("open-sesame", "gh_1") for page in (before, after))
    assert "new-secret" not in answer.content.decode() + after


def test_unusable_credentials_are_refused_without_being_shown(as_role, account):
    answer = as_role(Role.MATRIX_MANAGER).post(
        url("credentials", account), {"secret": "s3cret", "aes_key": "short"}
    )

    assert len(answer.context["form"].non_field_errors()) == 1
    assert "s3cret" not in answer.content.decode()
    assert credentials_of(account)["secret"] == "open-sesame"


def test_empty_credentials_form_is_a_mistake(as_role, account):
    answer = as_role(Role.MATRIX_MANAGER).post(url("credentials", account), {})

    assert answer.status_code == 200


def test_weibo_account_is_authorised(as_role, account):
    weibo = AccountFactory(platform=Platform.WEIBO, unit=account.unit)

    as_role(Role.MATRIX_MANAGER).post(
        url("token", weibo), {"access_token": "2.00token", "expires_at": "2026-07-01 08:00"}
    )

    assert token_of(weibo) == {"access_token": "2.00token"}
    assert token_expiry(weibo) == datetime(2026, 7, 1, 0, 0, tzinfo=UTC)


def test_account_is_stopped_and_resumed(as_role, account):
    client = as_role(Role.MATRIX_MANAGER)

    client.post(url("stop", account), {"reason": "误发，先停"})
    stopped = Account.objects.get()
    client.post(url("resume", account))

    assert (stopped.state, stopped.stop_reason) == (AccountState.STOPPED, "误发，先停")
    assert Account.objects.get().is_active


def test_publisher_may_stop_but_neither_change_nor_resume(as_role, account):
    client = as_role(Role.PUBLISHER)

    client.post(url("stop", account), {"reason": "误发，先停"})
    answers = [
        client.get(url(word, account)).headers.get("Location") for word in ("edit", "resume", "credentials")
    ]

    assert Account.objects.get().state == AccountState.STOPPED
    assert answers == ["/staff/"] * 3


def test_publisher_finds_the_way_to_stop_in_the_list(as_role, account):
    page = as_role(Role.PUBLISHER).get("/staff/accounts/").content.decode()

    assert url("stop", account) in page


def test_account_is_closed_for_good(as_role, account):
    client = as_role(Role.MATRIX_MANAGER)

    client.post(url("close", account), {"reason": "已注销"})
    answer = client.post(url("resume", account))

    assert Account.objects.get().state == AccountState.CLOSED
    assert len(answer.context["form"].non_field_errors()) == 1


def test_kind_of_a_wechat_account_is_changed(as_role, account):
    given = {
        "name": account.name,
        "unit": account.unit.pk,
        "wechat_kind": "svc",
        "wechat_release": "mass_send",
    }

    as_role(Role.MATRIX_MANAGER).post(url("edit", account), given)

    account.refresh_from_db()
    assert (account.wechat_kind, account.wechat_release) == ("svc", "mass_send")


def test_account_page_shows_its_quotas(as_role, account):
    page = as_role(Role.MATRIX_MANAGER).get(url("edit", account)).content.decode()

    assert "群发次数" in page
    assert f"/staff/desk/quotas/{account.pk}/wechat.mass.day/" in page


def test_website_has_no_quotas_on_its_page(as_role, account):
    website = AccountFactory(platform=Platform.WEBSITE, unit=account.unit)

    page = as_role(Role.MATRIX_MANAGER).get(url("edit", website)).content.decode()

    assert 'aria-labelledby="quotas"' not in page
