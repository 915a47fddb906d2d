"""One mail a person and day, to those who can do something about it."""

from datetime import date, timedelta

import pytest

from tests.factories.accounts import AccountFactory
from tests.factories.people import UnitFactory
from tests.factories.planning import CadenceFactory, PlanFactory, a_post
from tests.factories.reviews import somebody
from zhenglian.people.enums import Role
from zhenglian.planning.actions.tell_warnings import tell_warnings
from zhenglian.planning.models import CadenceMail

TODAY = date(2026, 1, 15)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def account():
    account = AccountFactory(unit=UnitFactory(name="宣教中心"), name="微言环保")
    somebody(Role.PUBLISHER, account.unit, email="publisher@example.test")
    somebody(Role.MATRIX_MANAGER, account.unit, email="matrix@example.test")
    somebody(Role.EDITOR, account.unit, email="editor@example.test")
    return account


def test_publishers_and_matrix_managers_are_told(account, clock, mailoutbox):
    CadenceFactory(account=account)

    assert tell_warnings(clock=clock) == 2

    assert sorted(mail.to[0] for mail in mailoutbox) == ["matrix@example.test", "publisher@example.test"]
    assert "微言环保" in mailoutbox[0].body
    assert "今天尚未发布" in mailoutbox[0].body
    assert "/staff/desk/calendar/" in mailoutbox[0].body


def test_nobody_is_told_twice_a_day_but_again_the_next(account, clock, mailoutbox):
    CadenceFactory(account=account)
    tell_warnings(clock=clock)
    clock.advance(timedelta(hours=3))

    assert tell_warnings(clock=clock) == 0
    clock.advance(timedelta(days=1))
    assert tell_warnings(clock=clock) == 2
    assert len(mailoutbox) == 4


def test_one_mail_names_all_accounts(account, clock, mailoutbox):
    other = AccountFactory(unit=account.unit, name="环保微博")
    CadenceFactory(account=account)
    CadenceFactory(account=other)

    tell_warnings(clock=clock)

    assert len(mailoutbox) == 2
    assert all("微言环保" in mail.body and "环保微博" in mail.body for mail in mailoutbox)
    assert set(CadenceMail.objects.first().accounts) == {account.pk, other.pk}


def test_planned_days_need_no_mail(account, clock, mailoutbox):
    CadenceFactory(account=account)
    for number in (15, 16, 19):
        PlanFactory(account=account, day=date(2026, 1, number))

    assert tell_warnings(clock=clock) == 0
    assert mailoutbox == []


@pytest.mark.parametrize(
    ("age", "mails"), [(6, 0), (7, 2), (8, 0), (10, 2), (11, 0), (12, 2), (13, 0), (14, 2), (15, 2)]
)
def test_staleness_is_mailed_on_its_steps_only(account, clock, mailoutbox, age, mails):
    a_post(account, TODAY - timedelta(days=age))

    assert tell_warnings(clock=clock) == mails


def test_people_without_address_are_left_out(account, clock, mailoutbox):
    somebody(Role.PUBLISHER, account.unit, email="")
    CadenceFactory(account=account)

    assert tell_warnings(clock=clock) == 2
