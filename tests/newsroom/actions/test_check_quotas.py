"""A release that a platform would refuse for its quota is refused by us, with the time of renewal."""

from datetime import datetime, timedelta

import pytest
from django.utils import translation

from tests.factories.quotas import MONTHLY, used
from tests.factories.releases import a_newsroom
from zhenglian.accounts.enums import WeChatKind, WeChatRelease
from zhenglian.channels.models import Delivery
from zhenglian.kernel.clock import BEIJING, FixedClock
from zhenglian.newsroom import api as newsroom_api
from zhenglian.newsroom.errors import QuotaNotEnough
from zhenglian.newsroom.models import Release
from zhenglian.quotas.windows import span_at

pytestmark = pytest.mark.django_db
REASON = "须立即提醒公众做好防护"


@pytest.fixture
def clock():
    return FixedClock(datetime.now(BEIJING))


@pytest.fixture
def house(clock):
    """Its service account has used its four mass sends of this month."""
    house = a_newsroom()
    house.wechat.wechat_kind, house.wechat.wechat_release = WeChatKind.SERVICE, WeChatRelease.MASS_SEND
    house.wechat.save()
    used(house.wechat, MONTHLY, 4, at=clock.now())
    return house


def next_month(clock):
    return span_at("month", clock.now()).end


def test_release_at_once_is_refused_with_the_time_of_renewal(house, clock):
    article = house.approved()

    with translation.override("zh-hans"), pytest.raises(QuotaNotEnough) as refusal:
        house.release(article, clock=clock)

    first = next_month(clock)
    assert f"本月群发次数已用完（4/4），{first.month}月1日恢复" in str(refusal.value)
    assert not Release.objects.exists()
    assert not Delivery.objects.exists()


def test_release_without_the_account_goes_out(house, clock):
    article = house.approved()

    house.release(article, account_ids=[house.website.pk, house.weibo.pk], clock=clock)

    assert Delivery.objects.count() == 2


def test_release_scheduled_for_after_the_renewal_is_accepted(house, clock):
    article = house.approved()

    release = house.release(article, due_at=next_month(clock), clock=clock)

    assert release.state == "scheduled"


def test_release_scheduled_for_before_the_renewal_is_refused(house, clock):
    article = house.approved()

    with pytest.raises(QuotaNotEnough):
        house.release(article, due_at=next_month(clock) - timedelta(seconds=1), clock=clock)


def test_scheduled_releases_use_up_the_month_before_they_leave(house, clock):
    first = next_month(clock)
    for number in range(4):
        house.release(
            house.approved(title=f"第{number}篇"), due_at=first + timedelta(days=number), clock=clock
        )
    fifth = house.approved(title="第五篇")

    with pytest.raises(QuotaNotEnough) as refusal:
        house.release(fifth, due_at=first + timedelta(hours=1), clock=clock)

    assert house.wechat.name in str(refusal.value)


def test_cancelled_release_gives_its_place_back(house, clock):
    first = next_month(clock)
    releases = [
        house.release(house.approved(title=f"第{number}篇"), due_at=first, clock=clock) for number in range(4)
    ]

    newsroom_api.cancel_release(releases[0], actor=house.office.publisher, reason="改期", clock=clock)

    assert house.release(house.approved(title="第五篇"), due_at=first, clock=clock).state == "scheduled"


def test_emergency_is_refused_when_it_is_asked_for(house, clock):
    with pytest.raises(QuotaNotEnough):
        newsroom_api.request_emergency_release(
            house.article(), account_ids=house.account_ids, reason=REASON, actor=house.office.publisher,
            clock=clock,
        )  # fmt: skip


def test_confirmed_emergency_waits_in_the_ledger_rather_than_be_refused(house, clock):
    used(house.wechat, MONTHLY, 3, at=clock.now())
    emergency = newsroom_api.request_emergency_release(
        house.article(), account_ids=house.account_ids, reason=REASON, actor=house.office.publisher,
        clock=clock,
    )  # fmt: skip
    used(house.wechat, MONTHLY, 4, at=clock.now())

    newsroom_api.confirm_emergency_release(emergency, actor=house.office.supervisor, clock=clock)

    assert Delivery.objects.filter(account=house.wechat, state="queued").exists()
