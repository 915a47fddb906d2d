"""A month without a mass send left: the reviewer is warned, the release refused, next month accepted."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories.quotas import MONTHLY, used
from tests.journeys.desk_browser import SITE, STILL, desk_browser, is_too_wide, violations
from tests.journeys.staff_house import rename
from zhenglian.accounts.enums import WeChatKind, WeChatRelease
from zhenglian.channels.models import Delivery
from zhenglian.kernel.clock import BEIJING, SYSTEM
from zhenglian.newsroom.models import Release
from zhenglian.quotas.windows import span_at

pytestmark = [pytest.mark.browser]


@pytest.fixture
def article(house):
    """Submitted; it would go to a service account whose four mass sends of this month are used up."""
    account = house.wechat
    account.wechat_kind, account.wechat_release = WeChatKind.SERVICE, WeChatRelease.MASS_SEND
    account.name = "微言环保"
    account.save()
    used(account, MONTHLY, 4, at=SYSTEM.now())
    rename(house.office.publisher, "周发布")
    article = house.article(title="秋冬季空气质量通报")
    house.submit(article)
    return article


@pytest.fixture
def renewal():
    """The first moment of next month, in Beijing."""
    return span_at("month", SYSTEM.now()).end.astimezone(BEIJING)


def flaws(page):
    """What axe finds, and whether the page is wider than the window."""
    page.wait_for_function(STILL)
    return [*violations(page), *(["too wide"] if is_too_wide(page) else [])]


def approve(page):
    page.locator("form[action$='/approve/'] button").click()
    page.get_by_text("已通过，您的审核意见已记录在案。").wait_for()


def test_quota_is_met_before_approval_and_the_release_waits_for_next_month(house, article, renewal):
    review = SITE + reverse("newsroom:article_review", args=[article.pk])
    release = SITE + reverse("newsroom:article_release", args=[article.pk])
    used_up = f"本月群发次数已用完（4/4），{renewal.month}月1日恢复"
    with desk_browser() as open_as:
        reviewer = open_as(house.office.first)
        reviewer.goto(review)
        assert reviewer.locator("[data-quota-warning]").inner_text().startswith("届时有账号的额度不足")
        line = reviewer.locator("section[aria-labelledby=quota] li", has_text="微言环保").first
        assert used_up in line.inner_text()
        assert "不足" in line.inner_text()
        assert flaws(reviewer) == []
        approve(reviewer)
        second = open_as(house.office.second)
        second.goto(review)
        assert used_up in second.locator("section[aria-labelledby=quota]").inner_text()
        approve(second)

        publisher = open_as(house.office.publisher)
        publisher.goto(release)
        box = publisher.locator(f"input[name=accounts][value='{house.wechat.pk}']")
        assert not box.is_checked()
        assert used_up in publisher.locator(".desk-choice", has=box).inner_text()
        assert flaws(publisher) == []

        box.check()
        publisher.get_by_role("button", name="发布", exact=True).click()
        refusal = publisher.get_by_role("alert")
        refusal.wait_for()
        assert used_up in refusal.inner_text()
        assert flaws(publisher) == []

        publisher.get_by_label("定时").check()
        publisher.locator("input[name=due_at]").fill(renewal.strftime("%Y-%m-%dT08:00"))
        publisher.get_by_role("button", name="发布", exact=True).click()
        publisher.get_by_text("已定时").first.wait_for()
        assert flaws(publisher) == []

    [scheduled] = Release.objects.all()  # the refused one left nothing behind
    assert scheduled.due_at == renewal.replace(hour=8)
    assert Delivery.objects.get(account=house.wechat).due_at == scheduled.due_at


def test_manager_finds_the_used_up_quota_and_raises_the_limit(house, article):
    with desk_browser() as open_as:
        manager = open_as(house.chief)
        manager.goto(SITE + reverse("quotas:quota_list"))
        assert flaws(manager) == []
        row = manager.locator(f"#account-{house.wechat.pk} tr", has_text="群发次数").first
        assert "已无余额" in row.inner_text()
        row.get_by_role("link").click()
        assert flaws(manager) == []
        manager.locator("[name=limit]").fill("6")
        manager.locator("[name=reason]").fill("平台已开通更多群发次数")
        manager.get_by_role("button", name="修改上限").click()
        manager.get_by_text("上限已修改。").wait_for()
        assert "还可用 2 次" in row.inner_text()
