"""Who may change a limit, and what stays on record."""

import pytest

from tests.factories.people import UnitFactory
from tests.factories.quotas import DAILY, MONTHLY, service_account
from tests.factories.reviews import somebody
from zhenglian.audit.api import Entry
from zhenglian.people.enums import Role
from zhenglian.quotas.actions.limits import change_limit
from zhenglian.quotas.errors import LimitReasonMissing, MayNotChangeLimit, QuotaUnknown
from zhenglian.quotas.models import QuotaLimit

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    return service_account()


def change(account, actor=None, kind=MONTHLY, **options):
    return change_limit(kind, account, **{"limit": 8, "reason": "新合同", **options}, actor=actor)


def test_matrix_manager_changes_the_limit_of_an_account(account):
    manager = somebody(Role.MATRIX_MANAGER, account.unit)

    row = change(account, manager)

    assert (row.account, row.limit) == (account, 8)
    entry = Entry.objects.get(act="quotas.change_limit")
    assert entry.detail["limit"] == [4, 8]
    assert entry.detail["reason"] == "新合同"


def test_second_change_replaces_the_first(account):
    change(account)

    change(account, limit=6)

    assert QuotaLimit.objects.get().limit == 6
    assert Entry.objects.order_by("-pk")[0].detail["limit"] == [8, 6]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.PUBLISHER, Role.SUPERVISOR])
def test_others_may_not_change_a_limit(account, role):
    with pytest.raises(MayNotChangeLimit):
        change(account, somebody(role, account.unit))

    assert not QuotaLimit.objects.exists()


def test_manager_of_another_unit_may_not_change_it(account):
    with pytest.raises(MayNotChangeLimit):
        change(account, somebody(Role.MATRIX_MANAGER, UnitFactory()))


def test_default_for_all_accounts_is_the_administrator_s(account):
    with pytest.raises(MayNotChangeLimit):
        change(None, somebody(Role.MATRIX_MANAGER, account.unit))

    assert change(None).account is None


@pytest.mark.parametrize("kind", [DAILY, "weibo.post.hour", "nonsense"])
def test_quota_that_the_account_has_not_cannot_be_changed(account, kind):
    with pytest.raises(QuotaUnknown):
        change(account, kind=kind)


def test_change_needs_a_reason(account):
    with pytest.raises(LimitReasonMissing):
        change(account, reason="  ")
