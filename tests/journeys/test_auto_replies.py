"""Auto-replies in a real browser: every page at both widths, and a rule from keyboard to preview and use."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from tests.factories.autoreplies import MENU, a_rule, live_rule_set
from tests.factories.reviews import somebody
from tests.journeys.desk_browser import SITE, desk_browser, is_too_wide, violations
from zhenglian.autoreplies.actions.drafting import put_rule
from zhenglian.autoreplies.actions.menus import put_buttons
from zhenglian.autoreplies.enums import Trigger, VersionState, When
from zhenglian.autoreplies.models import Menu, MenuSighting
from zhenglian.autoreplies.selectors import live_rules
from zhenglian.kernel.clock import SYSTEM
from zhenglian.people.enums import Role

pytestmark = [pytest.mark.browser]
LATIN_WORD = re.compile(r"[A-Za-z]{3,}")
# Addresses, keys, a place in a text to be filled in.
FINE = {"https", "example", "test", "services", "letters", "new", "AppID", "OLD", "report"}


@pytest.fixture
def officer(house):
    for number, account in enumerate((house.wechat, house.weibo)):
        account.name = f"微言环保{number}"
        account.save()
    return somebody(Role.DUTY_OFFICER, house.office.unit, username="陈值守", display_name="陈值守")


@pytest.fixture
def wechat(house, officer):
    """Rules in use and a draft, a menu in use, another one on the platform, and a draft of it."""
    account = house.wechat
    live_rule_set(
        account,
        a_rule(0, Trigger.SUBSCRIBE, name="关注问候", text="您好"),
        a_rule(name="投诉指引", to_person=True),
        a_rule(0, Trigger.DEFAULT, name="其他留言", when=When.CLOSED, text="已下班"),
        actor=officer,
        clock=SYSTEM,
    )
    put_rule(account, a_rule(2, name="投诉指引", text="请写清地点"), actor=officer, clock=SYSTEM)
    now = SYSTEM.now()
    Menu.objects.create(
        account=account, number=1, state=VersionState.LIVE, buttons=MENU, changed_at=now, published_at=now
    )
    MenuSighting.objects.create(
        account=account, buttons=[{"name": "旧版", "type": "click", "key": "OLD"}], at=now
    )
    put_buttons(account, MENU[:1], actor=officer, clock=SYSTEM)
    return account


def pages(account) -> list[str]:
    names = ("account", "rule_new", "hours_edit", "publish", "version_list", "menu", "menu_publish",
             "menu_version_list", "preview")  # fmt: skip
    return [
        reverse("autoreplies:account_list"),
        *(reverse(f"autoreplies:{name}", args=[account.pk]) for name in names),
        reverse("autoreplies:rule_edit", args=[account.pk, 2]),
        reverse("autoreplies:version", args=[account.pk, 1]),
        reverse("autoreplies:button_edit", args=[account.pk, "0-1"]),
        reverse("autoreplies:preview", args=[account.pk]) + "?kind=text&text=投诉&at=2026-01-15T10:00",
    ]


def words_of(page) -> set[str]:
    return set(LATIN_WORD.findall(page.locator("main").inner_text())) - FINE


def test_pages_open_well(wechat, officer):
    with desk_browser() as open_as:
        page = open_as(officer)
        for address in pages(wechat):
            page.goto(SITE + address)

            assert (address, violations(page), is_too_wide(page), words_of(page)) == (
                address,
                [],
                False,
                set(),
            )


def test_rule_is_written_tried_and_put_into_use_by_keyboard(house, officer):
    account = house.weibo
    with desk_browser() as open_as:
        page = open_as(officer, width=390)
        page.goto(SITE + reverse("autoreplies:account", args=[account.pk]))
        page.get_by_role("link", name="添加规则").focus()
        page.keyboard.press("Enter")
        page.get_by_label("规则名称").fill("噪声")
        page.get_by_label("触发条件").select_option("pattern")
        page.get_by_label("关键词、句式").fill("(噪声|噪音).{0,10}扰民")
        assert not page.get_by_label("图片的素材编号").count()  # Weibo sends no picture alone
        assert not page.get_by_label("标题").first.is_visible()  # articles are asked for when chosen
        page.get_by_label("回复文字").fill("请写明时间和地点。")
        page.get_by_role("button", name="保存到草稿").press("Enter")
        page.get_by_text("规则已保存到草稿").wait_for()

        page.get_by_role("link", name="预览").click()
        page.get_by_label("留言内容").fill("楼下噪音天天扰民")
        page.get_by_role("button", name="试一试").press("Enter")
        page.get_by_text("由这条规则回复。").wait_for()
        assert page.locator(".ar-screen").get_by_text("请写明时间和地点。").is_visible()

        page.goto(SITE + reverse("autoreplies:publish", args=[account.pk]))
        page.get_by_role("button", name="发布", exact=True).press("Enter")
        page.get_by_text("第1版现已生效").wait_for()

    assert live_rules(account).sheet.rules[0].name == "噪声"
