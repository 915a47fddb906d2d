"""The queues: who sees what, in which row, and what is asked again while the page is open."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories.accounts import AccountFactory
from tests.factories.inbox import duty_officer
from tests.factories.people import PostingFactory, StaffFactory, UnitFactory
from tests.inbox.views.conftest import letter
from tests.journeys.staff_house import browsing
from zhenglian.inbox.actions.claims import claim
from zhenglian.inbox.actions.course import note_answered, wait_for_citizen
from zhenglian.inbox.actions.notes import add_note, keep_typed, mark_read
from zhenglian.inbox.models import Matter
from zhenglian.kernel.clock import SYSTEM
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db


def page(desk, query=""):
    answer = desk.get(reverse("inbox:queue") + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_row_says_who_wrote_what_from_where_until_when(desk, matter):
    shown = page(desk)

    for words in (
        "微信用户",
        "微信 · 微言环保",
        "路灯坏了，请尽快维修",
        "咨询",
        "环境发展中心",
        "待认领",
        "首次响应",
        "答复期限",
        "未读",
    ):
        assert words in shown


def test_each_queue_has_its_matters_and_its_count(desk, account, officer, colleague):
    free, mine, waiting, theirs = (letter(account, text) for text in ("甲", "乙", "丙", "丁"))
    for one, who in ((mine, officer), (waiting, officer), (theirs, colleague)):
        claim(one, actor=who)
    wait_for_citizen(waiting, reason="请补充地点", actor=officer)
    Matter.objects.filter(pk=theirs.pk).update(next_due_at=SYSTEM.now())

    shown = {queue: page(desk, f"?queue={queue}") for queue in ("new", "mine", "waiting", "overdue", "all")}

    rows = {
        queue: {one.pk for one in (free, mine, waiting, theirs) if f'id="matter-{one.pk}"' in text}
        for queue, text in shown.items()
    }
    assert rows["new"] == {free.pk}
    assert rows["mine"] == {mine.pk, waiting.pk}
    assert rows["waiting"] == {waiting.pk}
    assert rows["overdue"] == {theirs.pk}
    assert rows["all"] == {free.pk, mine.pk, waiting.pk, theirs.pk}
    assert "我的 <span>2</span>" in shown["all"]
    assert '<span class="inbox-count--bad">1</span>' in shown["all"]


def test_letter_after_the_answer_comes_back_to_its_officer(desk, matter, officer):
    claim(matter, actor=officer)
    note_answered(matter, at=SYSTEM.now(), actor=officer)
    assert f'id="matter-{matter.pk}"' not in page(desk, "?queue=mine")

    Matter.objects.filter(pk=matter.pk).update(followed_up_at=SYSTEM.now())

    assert f'id="matter-{matter.pk}"' in page(desk, "?queue=mine")


def test_matter_of_another_unit_is_not_there(desk, matter):
    stranger = letter(AccountFactory(unit=UnitFactory(name="外单位")), "外单位的来信")

    assert "外单位" not in page(desk, "?queue=all")
    assert desk.get(reverse("inbox:matter", args=[stranger.pk])).status_code == 404


def test_people_without_an_office_here_are_refused(matter, unit, client):
    editor = StaffFactory()
    PostingFactory(staff=editor, unit=unit, role=Role.EDITOR)

    refused = browsing(editor).get(reverse("inbox:queue"))
    stranger = client.get(reverse("inbox:queue"))

    assert (refused.status_code, refused.url) == (302, reverse("wagtailadmin_home"))
    assert stranger.url.startswith(reverse("wagtailadmin_login"))


def test_colleague_who_types_and_what_was_read_show_in_the_row(desk, matter, officer, colleague):
    keep_typed(matter, "您好", actor=colleague)
    mark_read(matter.conversation, up_to=matter.messages.latest("pk").pk, actor=officer)

    shown = page(desk)

    assert "李值守正在输入" in shown
    assert "inbox-row--unread" not in shown


def test_filters_narrow_rows_and_counts(desk, account, unit):
    other = AccountFactory(name="另一个号", unit=unit)
    here, there = letter(account, "甲"), letter(other, "乙")

    shown = page(desk, f"?queue=all&account={other.pk}")

    assert f'id="matter-{there.pk}"' in shown
    assert f'id="matter-{here.pk}"' not in shown
    assert "全部 <span>1</span>" in shown
    assert "显示全部" in shown


@pytest.mark.parametrize(
    "query",
    [
        "?queue=nonsense",
        "?p=0",
        "?p=x",
        "?account=99999999999999999999",
        "?account=-1",
        "?unit=%00",
        "?q=%00",
        "?p=999",
    ],
)
def test_address_that_makes_no_sense_shows_a_list(query, desk, matter):
    assert "来信" in page(desk, query)


def test_part_is_the_list_alone(desk, matter):
    shown = page(desk, "?queue=new&part=1")

    assert f'id="matter-{matter.pk}"' in shown
    assert "<html" not in shown
    assert 'data-part="tabs"' in shown


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "没有待认领的来信"),
        ("?queue=mine", "您还没有认领来信"),
        ("?queue=overdue", "没有逾期的事项"),
        ("?q=路灯", "没有找到含“路灯”的来信"),
        ("?class=report", "没有符合条件的来信"),
    ],
)
def test_empty_list_names_the_next_step(query, words, desk):
    shown = page(desk, query)

    assert words in shown
    assert reverse("inbox:queue") in shown or "?queue=" in shown


def test_home_page_says_what_waits_and_who_calls(desk, matter, officer, colleague):
    claim(matter, actor=officer)
    add_note(matter, "请看一下", mentions=[officer], actor=colleague)

    home = desk.get(reverse("wagtailadmin_home")).content.decode()

    assert "panel-letters" in home
    assert "提醒您" in home
    assert "路灯坏了" in home
    assert r"\u6765\u4fe1 1" in home  # 来信 1 in the menu


def test_home_page_of_others_has_no_letters(unit, matter):
    editor = StaffFactory()
    PostingFactory(staff=editor, unit=unit, role=Role.EDITOR)

    home = browsing(editor).get(reverse("wagtailadmin_home")).content.decode()

    assert "panel-letters" not in home


def test_menu_is_remembered_for_one_log_in_only(matter, unit):
    from zhenglian.inbox.templatetags.inbox_desk import KEPT_S, Remembered

    now, asked = [0.0], []
    menus = Remembered(seconds=lambda: now[0], most=2)

    def make():
        asked.append(1)
        return str(len(asked))

    first = [menus.text(("one", "zh"), make) for _ in range(3)]
    other = menus.text(("two", "zh"), make)
    now[0] += KEPT_S + 1
    later = menus.text(("one", "zh"), make)
    menus.text(("three", "zh"), make)

    assert first == ["1", "1", "1"]
    assert (other, later) == ("2", "3")
    assert len(menus._texts) == 2


def test_officer_of_the_unit_above_sees_all_below(account, matter):
    above = UnitFactory(name="上级单位")
    unit = UnitFactory(parent=above, name="下级")
    below = letter(AccountFactory(unit=unit), "下级的来信")

    shown = page(browsing(duty_officer(above)), "?queue=all")

    assert f'id="matter-{below.pk}"' in shown
    assert f'id="matter-{matter.pk}"' not in shown
