"""The pages over HTTP: what they show, what they send to the actions, what they refuse."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories.accounts import AccountFactory
from tests.factories.autoreplies import MENU, a_rule, live_rule_set
from tests.factories.reviews import somebody
from zhenglian.accounts.enums import Platform
from zhenglian.autoreplies.actions.drafting import put_rule
from zhenglian.autoreplies.actions.menus import put_buttons
from zhenglian.autoreplies.enums import ReplyKind, Trigger, VersionState, When
from zhenglian.autoreplies.models import Menu, MenuSighting, RuleSet
from zhenglian.autoreplies.selectors import live_rules, open_menu, rule_draft
from zhenglian.people.enums import Role

OTHER = [{"name": "旧版", "type": "click", "key": "OLD"}]
RULE = {
    "name": "投诉指引", "trigger": "contains", "words": "投诉\n举报\n\n投诉", "when": "always",
    "kind": "text", "text": "请写清时间和地点。", "to_person": "on",
}  # fmt: skip


@pytest.fixture
def desk(signed_in, officer):
    return signed_in(officer)


def at(name, account, *args):
    return reverse(f"autoreplies:{name}", args=[account.pk, *args])


def shown(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def told(client, address, **values):
    """Posts and follows to the page that comes then."""
    answer = client.post(address, values, follow=True)
    assert answer.status_code == 200, answer.context and answer.context.get("form").errors
    return answer.content.decode()


def test_list_shows_accounts_that_can_answer(desk, wechat, weibo, clock):
    live_rule_set(wechat, a_rule(), clock=clock)
    MenuSighting.objects.create(account=wechat, buttons=OTHER, at=clock.now())
    Menu.objects.create(
        account=wechat, number=1, state=VersionState.LIVE, buttons=MENU, changed_at=clock.now()
    )

    html = shown(desk, reverse("autoreplies:account_list"))

    assert "1条规则" in html
    assert "平台上是另一份菜单" in html
    assert "不自动回复" in html


def test_list_costs_the_same_for_many_accounts(desk, wechat, weibo, django_assert_max_num_queries):
    address = reverse("autoreplies:account_list")
    desk.get(address)
    AccountFactory.create_batch(20, unit=wechat.unit)

    with django_assert_max_num_queries(45):  # Wagtail's frame and roles; four are ours
        desk.get(address)


def test_rule_is_written_into_the_draft(desk, wechat):
    html = told(desk, at("rule_new", wechat), **RULE, seen=0)

    (rule,) = rule_draft(wechat).sheet.rules
    assert (rule.words, rule.to_person, rule.text) == (("投诉", "举报"), True, "请写清时间和地点。")
    assert "投诉指引" in html


def test_rule_with_articles_keeps_the_rows_that_are_filled(desk, wechat):
    rows = {
        "title_0": "办事指南",
        "url_0": "https://a.test/1",
        "title_3": "网上大厅",
        "url_3": "https://a.test/2",
    }

    told(
        desk,
        at("rule_new", wechat),
        **{**RULE, "trigger": "click", "words": "QA", "kind": "news"},
        **rows,
        seen=0,
    )

    (rule,) = rule_draft(wechat).sheet.rules
    assert [one.title for one in rule.articles] == ["办事指南", "网上大厅"]
    assert rule.text == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"text": "字" * 683}, "2049"),
        ({"text": ""}, "请填写回复内容"),
        ({"trigger": "pattern", "words": ".*a.*b"}, "种尝试方式"),
        ({"trigger": "pattern", "words": "(a"}, "括号"),
        ({"kind": "image", "text": ""}, "素材"),
        ({"trigger": "nonsense"}, "nonsense"),
        ({"name": ""}, "规则名称"),
    ],
)
def test_rule_that_cannot_be_sent_is_refused_in_words(desk, wechat, change, words):
    answer = desk.post(at("rule_new", wechat), {**RULE, **change, "seen": 0})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert rule_draft(wechat) is None


def test_rule_is_changed_moved_and_deleted(desk, wechat, clock):
    live_rule_set(wechat, a_rule(name="甲"), a_rule(name="乙"), clock=clock)

    assert "甲" in shown(desk, at("rule_edit", wechat, 1))
    told(desk, at("rule_edit", wechat, 1), **{**RULE, "name": "丙"}, seen=0)
    draft = rule_draft(wechat)
    told(desk, at("rule_move", wechat, 1), step=1, seen=draft.edit)
    assert [rule.name for rule in rule_draft(wechat).sheet.rules] == ["乙", "丙"]
    told(desk, at("rule_remove", wechat, 2), seen=rule_draft(wechat).edit)

    assert [rule.name for rule in rule_draft(wechat).sheet.rules] == ["丙"]
    assert [rule.name for rule in live_rules(wechat).sheet.rules] == ["甲", "乙"]


def test_page_that_is_behind_changes_nothing_and_says_so(desk, wechat, clock):
    put_rule(wechat, a_rule(), actor=None, clock=clock)

    html = told(desk, at("rule_remove", wechat, 1), seen=77)

    assert "已被他人修改" in html
    assert len(rule_draft(wechat).sheet.rules) == 1


def test_rule_that_is_gone_leads_back(desk, wechat):
    answer = desk.get(at("rule_edit", wechat, 9))

    assert answer.status_code == 302


def test_hours_are_set(desk, wechat):
    told(desk, at("hours_edit", wechat), worked="9:00-12:00，14:00-17:30", rest="", seen=0)

    assert rule_draft(wechat).sheet.hours.worked == ((540, 720), (840, 1050))
    assert desk.post(at("hours_edit", wechat), {"worked": "上午", "seen": 2}).status_code == 422


def test_difference_is_shown_and_published(desk, wechat, officer, clock):
    live_rule_set(wechat, a_rule(name="甲"), clock=clock)
    draft = put_rule(wechat, a_rule(1, name="甲", text="换了。"), actor=officer, clock=clock)

    html = shown(desk, at("publish", wechat))
    assert "已收到。" in html
    assert "换了。" in html
    told(desk, at("publish", wechat), seen=draft.edit, note="更新答复")

    live = live_rules(wechat)
    assert (live.number, live.note, live.published_by) == (2, "更新答复", officer)
    assert desk.get(at("publish", wechat)).status_code == 302


def test_preview_names_the_rule_that_answers_and_why_the_others_do_not(desk, wechat, clock):
    rules = (
        a_rule(name="在线答复", when=When.OPEN, text="马上看"),
        a_rule(name="投诉指引", text="请写清地点"),
        a_rule(0, Trigger.CLICK, "QA", name="政策问答"),
        a_rule(0, Trigger.EXACT, "帮助", name="帮助"),
    )
    live_rule_set(wechat, *rules, clock=clock)

    html = shown(desk, at("preview", wechat), kind="text", text="我要投诉", at="2026-01-17T10:00")

    assert html.count("由这条规则回复") == 1
    assert "请写清地点" in html
    assert "只在工作时间内适用" in html
    assert "等待的是其他情形" in html
    assert "与所说内容不符" in html


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"kind": "text", "text": "你好", "at": "2026-01-15T10:00"}, "没有规则回复"),
        ({"kind": "text", "text": "投诉", "at": "2031-01-15T10:00"}, "2031年的放假安排"),
        ({"kind": "click", "key": "QA", "at": "2026-01-15T10:00"}, "没有规则回复"),
        ({"kind": "text", "text": "投诉", "at": ""}, "由这条规则回复"),
    ],
)
def test_preview_says_what_happens(desk, wechat, clock, query, words):
    live_rule_set(wechat, a_rule(), clock=clock)

    assert words in shown(desk, at("preview", wechat), **query)


def test_preview_of_nonsense_is_told(desk, wechat, clock):
    live_rule_set(wechat, a_rule(), clock=clock)

    assert desk.get(at("preview", wechat), {"kind": "dance", "at": "gestern"}).status_code == 422


def test_what_citizens_are_answered_is_escaped(desk, wechat, clock):
    live_rule_set(wechat, a_rule(text="<script>alert(1)</script>"), clock=clock)

    html = shown(desk, at("preview", wechat), kind="text", text="投诉<img src=x>", at="2026-01-15T10:00")

    assert "<script>alert" not in html
    assert "<img src=x>" not in html


def test_versions_are_listed_shown_and_restored(desk, wechat, officer, clock):
    live_rule_set(wechat, a_rule(name="甲"), clock=clock)
    live_rule_set(wechat, a_rule(name="乙"), clock=clock)

    assert "第1版" in shown(desk, at("version_list", wechat))
    assert "甲" in shown(desk, at("version", wechat, 1))
    told(desk, at("restore", wechat, 1), seen=0)

    assert [rule.name for rule in rule_draft(wechat).sheet.rules] == ["甲"]
    assert desk.get(at("version", wechat, 99)).status_code == 404


def test_draft_is_thrown_away_and_rules_are_stopped(desk, wechat, clock):
    live_rule_set(wechat, a_rule(), clock=clock)
    draft = put_rule(wechat, a_rule(), actor=None, clock=clock)

    told(desk, at("draft_drop", wechat), seen=draft.edit)
    told(desk, at("rules_stop", wechat))

    assert list(RuleSet.objects.values_list("state", flat=True)) == [VersionState.OLD]


def test_menu_keys_without_a_rule_are_named_and_lead_to_one(desk, wechat, clock):
    put_buttons(wechat, MENU, actor=None, clock=clock)

    html = shown(desk, at("account", wechat))

    assert "为“政策问答”编写规则" in html
    assert 'value="click" selected' in shown(desk, at("rule_new", wechat), trigger="click", words="QA")


def test_buttons_are_added_changed_moved_and_removed(desk, wechat):
    told(desk, at("button_edit", wechat, "0"), name="办事", type="", seen=0)
    told(
        desk,
        at("button_edit", wechat, "0-0"),
        name="查询",
        type="click",
        key="Q",
        seen=open_menu(wechat).edit,
    )
    told(
        desk, at("button_edit", wechat, "1"), name="写信", type="view", url="https://a.test/", key="没用",
        seen=open_menu(wechat).edit,
    )  # fmt: skip
    assert open_menu(wechat).shape == [
        {"name": "办事", "sub_button": [{"name": "查询", "type": "click", "key": "Q"}]},
        {"name": "写信", "type": "view", "url": "https://a.test/"},
    ]

    told(desk, at("button_move", wechat, "1"), step=-1, seen=open_menu(wechat).edit)
    told(desk, at("button_edit", wechat, "1"), name="服务", seen=open_menu(wechat).edit)
    told(desk, at("button_remove", wechat, "0"), seen=open_menu(wechat).edit)

    (button,) = open_menu(wechat).shape
    assert (button["name"], len(button["sub_button"])) == ("服务", 1)


@pytest.mark.parametrize("path", ["7", "0-9", "x", "0-0-0", "2-0"])
def test_place_that_a_menu_does_not_have_leads_back(desk, wechat, path, clock):
    put_buttons(wechat, MENU, actor=None, clock=clock)

    assert desk.get(at("button_edit", wechat, path)).status_code == 302
    assert desk.post(at("button_move", wechat, path), {"step": 1, "seen": 2}).status_code == 302


def test_button_that_breaks_a_limit_is_refused_at_its_form(desk, wechat):
    answer = desk.post(
        at("button_edit", wechat, "0"), {"name": "六个汉字的名", "type": "click", "key": "K", "seen": 0}
    )

    assert answer.status_code == 422
    assert "16个字节" in answer.content.decode()
    assert open_menu(wechat) is None


def test_weibo_is_offered_what_weibo_knows(desk, weibo):
    html = shown(desk, at("button_edit", weibo, "0"))

    assert "小程序" not in html
    assert (
        'value="image"'
        not in shown(desk, at("rule_new", weibo)).split('id="id_kind"')[1].split("</select>")[0]
    )


def test_difference_to_the_platform_offers_both_ways_out(desk, wechat, clock):
    Menu.objects.create(
        account=wechat, number=1, state=VersionState.LIVE, buttons=MENU, changed_at=clock.now(),
        published_at=clock.now(),
    )  # fmt: skip
    MenuSighting.objects.create(account=wechat, buttons=OTHER, at=clock.now())

    html = shown(desk, at("menu", wechat))
    assert "重新发布本系统的菜单" in html
    told(desk, at("menu_take_over", wechat), seen=0)

    assert open_menu(wechat).shape == OTHER
    assert "第1版" in shown(desk, at("menu_version_list", wechat))
    told(desk, at("menu_restore", wechat, 1), seen=open_menu(wechat).edit)
    assert open_menu(wechat).shape == MENU
    told(desk, at("menu_drop", wechat), seen=open_menu(wechat).edit)
    assert open_menu(wechat) is None


def test_menu_under_way_can_be_compared_but_not_changed(desk, wechat, clock):
    Menu.objects.create(
        account=wechat, number=1, state=VersionState.UNKNOWN, buttons=MENU, changed_at=clock.now(),
        sent_at=clock.now(), failure={"kind": "unknown", "code": "", "text": "ReadTimeout"},
    )  # fmt: skip

    html = shown(desk, at("menu", wechat))

    assert "尚未得到平台确认" in html
    assert "立即向平台核对" in html
    assert "添加" not in html.split('id="buttons-heading"')[1].split("</section>")[0]
    assert desk.get(at("menu_publish", wechat)).status_code == 302


def test_menu_page_of_publication_shows_difference_and_phone(desk, wechat, clock):
    put_buttons(wechat, MENU, actor=None, clock=clock)

    html = shown(desk, at("menu_publish", wechat))

    assert "发布到平台" in html
    assert html.count("一网通办") >= 2


def test_who_may_not_edit_sees_but_gets_no_form(signed_in, wechat, clock):
    live_rule_set(wechat, a_rule(name="甲", kind=ReplyKind.NONE, text=""), clock=clock)
    reader = signed_in(somebody(Role.SUPERVISOR, wechat.unit))

    assert "甲" in shown(reader, at("account", wechat))
    assert "<textarea" not in shown(reader, at("rule_edit", wechat, 1))
    for address in (at("rule_remove", wechat, 1), at("menu_compare", wechat), at("rules_stop", wechat)):
        assert "您不能修改" in told(reader, address, seen=0)
    assert rule_draft(wechat) is None


@pytest.mark.parametrize("platform", [Platform.WEBSITE, Platform.MANUAL])
def test_account_that_cannot_answer_has_no_page(desk, wechat, platform):
    wechat.platform = platform
    wechat.save()

    assert desk.get(at("account", wechat)).status_code == 404
    assert desk.get(reverse("autoreplies:account", args=[10**20])).status_code == 404
