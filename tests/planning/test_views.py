"""The calendar's pages over HTTP: what they show, what they send to the actions, what they refuse."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.factories.people import UnitFactory
from tests.factories.planning import CadenceFactory, PlanFactory, a_post
from tests.factories.reviews import somebody
from tests.factories.topics import TopicFactory
from zhenglian.kernel.clock import BEIJING, SYSTEM
from zhenglian.people.enums import Role
from zhenglian.planning.enums import PlanState, Promise
from zhenglian.planning.models import Cadence, Plan
from zhenglian.topics.models import Topic

CALENDAR = reverse("planning:calendar")


@pytest.fixture
def today():
    return SYSTEM.now().astimezone(BEIJING).date()


@pytest.fixture
def editor(house, signed_in):
    return signed_in(house.office.editor)


def page(client, address=CALENDAR, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_week_shows_holidays_and_make_up_days_in_words(house, editor):
    html = page(editor, day="2026-10-07", account=house.wechat.pk)

    assert html.count("国庆节") == 3
    assert html.count("调休上班") == 1


def test_days_of_a_year_without_notice_show_as_unknown_and_say_where_to_enter_it(house, editor):
    html = page(editor, day="2031-03-05", account=house.wechat.pk)

    assert html.count("cal-mark--unknown") == 7
    assert "2031年放假安排尚未发布或尚未录入" in html


def test_month_shows_posts_and_plans_of_all_accounts(house, editor):
    a_post(house.wechat, date(2026, 2, 3), payload=None)
    PlanFactory(account=house.weibo, day=date(2026, 2, 10), title="雨水节气")

    html = page(editor, view="month", day="2026-02-01")

    assert "2026年2月" in html
    assert "雨水节气" in html
    assert "已发布" in html


@pytest.mark.parametrize(
    "query",
    [
        {"day": "gestern"},
        {"day": "0001-01-01"},
        {"day": "9999-12-31", "view": "month"},
        {"view": "year", "account": "x", "unit": "99999", "p": "-3"},
    ],
)
def test_unreadable_address_shows_a_week_all_the_same(editor, query):
    assert "cal-week" in page(editor, **query)


def test_filter_shows_one_account_and_one_unit(house, editor):
    other = UnitFactory(name="其他单位")
    house.weibo.unit = other
    house.weibo.save()

    assert f'id="account-{house.weibo.pk}"' not in page(editor, account=house.wechat.pk)
    assert f'id="account-{house.weibo.pk}"' in page(editor, unit=other.pk)
    assert f'id="account-{house.wechat.pk}"' not in page(editor, unit=other.pk)


def test_posts_are_never_draggable_and_open_plans_are(house, editor, today):
    a_post(house.wechat, today)
    plan = PlanFactory(account=house.wechat, day=today)

    html = page(editor)

    assert html.count('draggable="true"') == 1
    assert f'data-cal-plan="{plan.pk}"' in html


def test_who_may_not_plan_sees_no_forms(house, signed_in, today):
    PlanFactory(account=house.wechat, day=today, title="题目")

    html = page(signed_in(house.office.supervisor))

    assert "题目" in html
    assert "draggable" not in html
    assert "cal-add" not in html
    assert "cal-move" not in html


def test_slot_is_planned_for_several_accounts(house, editor, today):
    sent = {
        "accounts": [house.wechat.pk, house.weibo.pk],
        "day": str(today),
        "title": "供暖",
        "at_time": "10:30",
    }

    answer = editor.post(reverse("planning:plan_new"), sent)

    assert answer.status_code == 302
    assert {plan.account for plan in Plan.objects.all()} == {house.wechat, house.weibo}


def test_form_takes_article_topic_and_day_from_the_address(house, editor, today):
    article = house.article(title="湿地候鸟")
    topic = Topic.objects.create(
        title="越冬候鸟", unit=house.office.unit, created_at=SYSTEM.now(), seen_at=SYSTEM.now()
    )

    html = page(
        editor,
        reverse("planning:plan_new"),
        article=article.pk,
        topic=topic.pk,
        account=house.wechat.pk,
        day=today,
    )

    assert f'value="{article.pk}" selected' in html
    assert f'value="{topic.pk}" selected' in html
    assert f'value="{today}"' in html
    assert "checked" in html


@pytest.mark.parametrize("wrong", ["²", "9" * 30, "-1", "x"])
def test_form_opens_with_any_article_number(editor, wrong):
    page(editor, reverse("planning:plan_new"), article=wrong, topic=wrong)


def test_day_over_is_refused_in_the_form(house, editor, today):
    sent = {"accounts": [house.wechat.pk], "day": str(today - timedelta(days=1)), "title": "x"}

    answer = editor.post(reverse("planning:plan_new"), sent)

    assert answer.status_code == 422
    assert "该日期已过" in answer.content.decode()


def test_plan_is_changed_and_keeps_what_was_not_touched(house, editor, today):
    other = somebody(Role.EDITOR, UnitFactory())  # no longer of this house
    plan = PlanFactory(account=house.wechat, day=today, owner=other, article=house.article())
    address = reverse("planning:plan_edit", args=[plan.pk])
    assert f'value="{other.pk}" selected' in page(editor, address)

    sent = {"day": str(today), "title": "改后", "owner": other.pk, "article": plan.article_id, "seen": 1}
    answer = editor.post(address, sent)

    plan.refresh_from_db()
    assert answer.status_code == 302
    assert (plan.title, plan.owner, plan.version) == ("改后", other, 2)


def test_move_leads_back_to_the_page_it_came_from_and_nowhere_else(house, editor, today):
    plan = PlanFactory(account=house.wechat, day=today)
    address = reverse("planning:plan_move", args=[plan.pk])
    tomorrow = str(today + timedelta(days=1))

    there = editor.post(address, {"day": tomorrow, "seen": 1, "next": f"{CALENDAR}?day={tomorrow}"})
    away = editor.post(address, {"day": str(today), "seen": 2, "next": "//evil.example/"})

    assert (there.url, away.url) == (f"{CALENDAR}?day={tomorrow}", CALENDAR)


def test_page_offers_no_link_to_elsewhere(house, editor, today):
    plan = PlanFactory(account=house.wechat, day=today)

    html = page(editor, reverse("planning:plan_edit", args=[plan.pk]), next="javascript:alert(1)")

    assert "javascript:alert" not in html


def test_second_mover_is_told_and_nothing_moves(house, editor, today):
    plan = PlanFactory(account=house.wechat, day=today, version=2, changed_by=house.office.publisher)

    sent = {"day": str(today + timedelta(days=1)), "seen": 1}
    answer = editor.post(reverse("planning:plan_move", args=[plan.pk]), sent, follow=True)

    plan.refresh_from_db()
    assert plan.day == today
    assert "刚刚修改了这项排期" in answer.content.decode()


def test_plan_is_dropped_with_its_reason(house, editor, today):
    plan = PlanFactory(account=house.wechat, day=today)
    address = reverse("planning:plan_drop", args=[plan.pk])

    editor.post(address, {"reason": "", "seen": 1})
    plan.refresh_from_db()
    assert plan.is_open

    editor.post(address, {"reason": "合并", "seen": 1})
    plan.refresh_from_db()
    assert plan.state == PlanState.DROPPED


def test_suggested_slots_are_planned_and_nonsense_is_refused(house, editor, today):
    CadenceFactory(account=house.wechat, promise=Promise.DAILY, since=today)
    slot = f"{house.wechat.pk}:{today}"
    assert f'value="{slot}"' in page(editor)

    editor.post(reverse("planning:plan_week"), {"slots": [slot, "7:x"], "title": "日常"})
    assert not Plan.objects.exists()
    editor.post(reverse("planning:plan_week"), {"slots": [slot], "title": "日常"})

    assert [(plan.account, plan.day, plan.title) for plan in Plan.objects.all()] == [
        (house.wechat, today, "日常")
    ]
    assert f'value="{slot}"' not in page(editor)


def test_promise_is_set_and_ended_by_the_publisher_only(house, signed_in, today):
    address = reverse("planning:cadence_edit", args=[house.wechat.pk])
    sent = {"promise": "every", "days": "3", "since": str(today)}

    signed_in(house.office.editor).post(address, sent)
    assert not Cadence.objects.exists()
    publisher = signed_in(house.office.publisher)
    assert publisher.post(address, {**sent, "days": ""}).status_code == 422
    publisher.post(address, sent)
    assert str(Cadence.objects.get()) == "至少每3天更新一次"
    publisher.post(address, {**sent, "promise": ""})
    assert not Cadence.objects.exists()


@pytest.mark.parametrize("since", ["0001-01-01", "9999-12-31"])
def test_promise_since_a_day_beyond_all_reckoning_is_refused(house, signed_in, since):
    publisher = signed_in(house.office.publisher)
    address = reverse("planning:cadence_edit", args=[house.wechat.pk])

    answer = publisher.post(address, {"promise": "every", "days": "30", "since": since})

    assert answer.status_code == 422
    assert publisher.get(reverse("planning:calendar")).status_code == 200
    assert not Cadence.objects.exists()


def test_topic_of_another_office_cannot_be_planned_by_its_number(house, signed_in, today):
    strange = TopicFactory(title="外单位的选题")
    address = f"{reverse('planning:plan_new')}?topic={strange.pk}"
    editor = signed_in(house.office.editor)

    editor.post(address, {"accounts": house.wechat.pk, "day": str(today), "topic": strange.pk})

    assert "外单位的选题" not in page(editor, address)
    assert not Plan.objects.exists()


def test_home_page_warns_who_may_plan_and_nobody_else(house, signed_in, today):
    CadenceFactory(account=house.wechat, promise=Promise.DAILY, since=today)
    home = reverse("wagtailadmin_home")

    assert "今天尚未发布" in page(signed_in(house.office.editor), home)
    assert "panel-cadence" not in page(signed_in(house.office.supervisor), home)


def test_page_of_an_article_shows_its_plans_and_the_way_to_plan_it(house, editor, today):
    article = house.article()
    plan = PlanFactory(account=house.wechat, day=today, article=article)

    html = page(editor, reverse("newsroom:article_review", args=[article.pk]))

    assert reverse("planning:plan_edit", args=[plan.pk]) in html
    assert f"{reverse('planning:plan_new')}?article={article.pk}" in html


@pytest.mark.parametrize("number", [999, 2**63, 10**30])
def test_unknown_plan_and_account_are_not_found(editor, number):
    assert editor.get(reverse("planning:plan_edit", args=[number])).status_code == 404
    assert editor.post(reverse("planning:plan_move", args=[number])).status_code == 404
    assert editor.get(reverse("planning:cadence_edit", args=[number])).status_code == 302
