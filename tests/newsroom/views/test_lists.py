"""Articles by stage and the review desk."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.people import StaffFactory, UnitFactory
from tests.factories.reviews import somebody
from zhenglian.newsroom.views.lists import PAGE_SIZE
from zhenglian.people.enums import Role

LIST = "newsroom:article_list"


def titles(answer) -> list[str]:
    return [row.article.get_admin_display_title() for row in answer.context["page_rows"]]


@pytest.mark.parametrize("count", [1, 3])
def test_article_list_shows_every_article_with_its_stage(desk, visit, count):
    for number in range(count):
        desk.article(title=f"稿件{number}")

    answer = visit(desk.office.editor).get(reverse(LIST))

    assert answer.status_code == 200
    assert sorted(titles(answer)) == [f"稿件{number}" for number in range(count)]
    assert [row.stage.stage for row in answer.context["page_rows"]] == ["draft"] * count


def test_article_list_narrows_to_one_stage(desk, visit):
    desk.article(title="还是草稿")
    desk.submit(desk.article(title="正在审核"))

    answer = visit(desk.office.editor).get(reverse(LIST), {"stage": "in_review"})

    assert titles(answer) == ["正在审核"]
    assert answer.context["total"] == 2


def test_article_list_searches_in_draft_titles(desk, visit):
    desk.edit(desk.article(title="旧标题"), title="节水补贴")
    desk.article(title="别的事")

    answer = visit(desk.office.editor).get(reverse(LIST), {"q": "节水"})

    assert titles(answer) == ["节水补贴"]


def test_article_list_with_a_stage_that_does_not_exist_shows_all(desk, visit):
    desk.article()

    answer = visit(desk.office.editor).get(reverse(LIST), {"stage": "nonsense"})

    assert len(answer.context["page_rows"]) == 1


def test_article_list_is_cut_into_pages(desk, visit):
    for number in range(PAGE_SIZE + 1):
        desk.article(with_cover=False, title=f"稿件{number}")

    answer = visit(desk.office.editor).get(reverse(LIST), {"p": "2"})

    assert len(answer.context["page_rows"]) == 1


def test_article_list_needs_no_more_queries_for_more_articles(desk, visit):
    client = visit(desk.office.editor)
    desk.submit(desk.article(with_cover=False, title="稿件"))
    client.get(reverse(LIST))
    with CaptureQueriesContext(connection) as one_article:
        client.get(reverse(LIST))
    for number in range(3):
        desk.submit(desk.article(with_cover=False, title=f"稿件{number}"))

    with CaptureQueriesContext(connection) as four_articles:
        client.get(reverse(LIST))

    assert len(four_articles) == len(one_article)


def test_empty_list_says_so(desk, visit):
    answer = visit(desk.office.editor).get(reverse(LIST), {"q": "没有的词"})

    assert reverse(LIST) in answer.content.decode()
    assert titles(answer) == []


def test_review_desk_puts_first_what_waits_for_the_visitor(desk, visit):
    waiting_for_second, waiting_for_first = desk.article(title="二审中"), desk.article(title="一审中")
    desk.submit(waiting_for_second)
    desk.approve(waiting_for_second, levels=1)
    desk.submit(waiting_for_first)

    answer = visit(desk.office.second).get(reverse("newsroom:review_list"))

    found = [(row.article.title, row.is_mine) for row in answer.context["found"]]
    assert found == [("二审中", True), ("一审中", False)]


def test_review_desk_shows_nothing_of_other_units(desk, visit):

    desk.submit(desk.article())

    answer = visit(somebody(Role.FIRST_REVIEWER, UnitFactory())).get(reverse("newsroom:review_list"))

    assert answer.context["found"] == []


def test_strangers_are_sent_to_the_log_in(db, client):
    answer = client.get(reverse(LIST))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("wagtailadmin_login"))


def test_staff_without_any_posting_may_not_enter(desk, visit):

    answer = visit(StaffFactory()).get(reverse(LIST))

    assert answer.status_code in {302, 403}
