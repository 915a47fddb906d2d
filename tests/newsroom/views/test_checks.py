"""The page of findings, its buttons, and the statistics."""

from __future__ import annotations

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.factories.checks import IDENTITY, WITH_IDENTITY
from zhenglian.checks.models import CheckCount, Override
from zhenglian.newsroom.checks import check_sheet
from zhenglian.newsroom.models import ArticlePage, Column
from zhenglian.newsroom.selectors.drafts import draft_of

REASON = "号码为国家标准中的示例，不是个人信息。"


@pytest.fixture
def article(desk):
    return desk.article(body=[("paragraph", WITH_IDENTITY)])


def address(name, article):
    return reverse(f"newsroom:{name}", args=[article.pk])


def page_of(client, article, name="article_checks"):
    return BeautifulSoup(client.get(address(name, article)).content, "html.parser")


def key_of(article):
    return check_sheet(draft_of(ArticlePage.objects.get(pk=article.pk))).findings[0].key


def said(answer):
    soup = BeautifulSoup(answer.content, "html.parser")
    return " ".join(soup.select_one(".messages").get_text(" ").split())


def test_page_marks_the_words_in_their_sentence(desk, visit, article):
    page = page_of(visit(desk.office.editor), article)

    sentence = page.select_one(".desk-finding__sentence")
    assert sentence.mark.text == IDENTITY
    assert sentence.text == f"联系人张三，身份证号{IDENTITY}，请核对。"
    (link,) = page.select(".desk-finding__acts a")
    assert link["href"].startswith(reverse("wagtailadmin_pages:edit", args=[article.pk]) + "#block-")


def test_editor_mends_but_does_not_let_pass(desk, visit, article):
    page = page_of(visit(desk.office.editor), article)

    assert page.select(f'form[action="{address("finding_mend", article)}"]')
    assert not page.select(f'form[action="{address("finding_override", article)}"]')


def test_reviewer_is_offered_to_let_pass(desk, visit, article):
    page = page_of(visit(desk.office.second), article)

    assert page.select(f'form[action="{address("finding_override", article)}"]')


def test_publisher_only_reads(desk, visit, article):
    page = page_of(visit(desk.office.publisher), article)

    assert page.select("mark")
    assert not page.select('main form[action*="/checks/"]')


def test_mend_by_click_saves_a_draft(desk, visit, article):
    client = visit(desk.office.editor)

    client.post(address("finding_mend", article), {"finding": key_of(article), "number": "0"})

    assert not page_of(client, article).select("mark")


def test_mend_all_says_how_many(desk, visit, article):
    answer = visit(desk.office.editor).post(address("findings_mend", article), follow=True)

    assert "1" in said(answer)


@pytest.mark.parametrize("data", [{}, {"finding": "x", "number": "0"}, {"finding": "0" * 16, "number": "0"}])
def test_mend_of_nothing_known_is_said_plainly(desk, visit, article, data):
    answer = visit(desk.office.editor).post(address("finding_mend", article), data, follow=True)

    assert answer.status_code == 200
    assert "不在" in said(answer)


def test_short_reason_comes_back_with_what_was_written(desk, visit, article):
    data = {"finding": key_of(article), "reason": "没问题"}

    answer = visit(desk.office.first).post(address("finding_override", article), data)

    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 422
    assert page.select_one("details[open] textarea").text == "没问题"
    assert not Override.objects.exists()


def test_override_is_shown_to_reviewers_with_person_and_reason(desk, visit, article):
    client = visit(desk.office.first)
    client.post(address("finding_override", article), {"finding": key_of(article), "reason": REASON})

    shown = page_of(client, article, "article_review").select_one("section[aria-labelledby=findings]").text

    assert REASON in shown
    assert "first" in shown


def test_override_by_an_editor_is_refused(desk, visit, article):
    data = {"finding": key_of(article), "reason": REASON}

    answer = visit(desk.office.editor).post(address("finding_override", article), data, follow=True)

    assert "参与" in said(answer)
    assert not Override.objects.exists()


def test_refused_submission_leads_to_the_findings(desk, visit, article):
    answer = visit(desk.office.editor).post(address("article_submit", article), follow=True)

    assert answer.redirect_chain[-1][0] == address("article_checks", article)


def test_editor_panel_leads_to_the_findings(desk, visit, article):
    page = page_of(visit(desk.office.editor), article, "article_review")

    assert page.select(f'a[href="{address("article_checks", article)}"]')


def test_clean_article_is_told_what_comes_next(desk, visit):
    article = desk.article()

    page = page_of(visit(desk.office.editor), article)

    assert "未发现问题" in page.text
    assert page.select(f'a[href="{address("article_review", article)}"]')


def counted(**fields):
    column = Column.objects.create(name="=要闻", slug="news")
    values = {"day": "2026-01-15", "column_key": str(column.pk), "code": "typo", "found": 5, **fields}
    return CheckCount.objects.create(mended=3, overridden=1, **values)


def test_statistics_show_a_table_and_bars(desk, visit):
    counted()

    page = BeautifulSoup(
        visit(desk.office.editor).get(reverse("newsroom:check_statistics")).content, "html.parser"
    )

    cells = [cell.text.split()[-1] for cell in page.select("table")[0].select("tbody td")]
    assert cells == ["5", "3", "1", "1"]
    widths = [int(part["width"]) for part in page.select("svg.desk-bars rect")]
    assert widths == [336, 112, 112]


def test_statistics_leave_out_what_is_older_than_the_period(desk, visit):
    counted(day="2025-11-01")
    client = visit(desk.office.editor)

    month = client.get(reverse("newsroom:check_statistics"))
    year = client.get(reverse("newsroom:check_statistics") + "?days=365")

    assert "desk-bars" not in month.content.decode()
    assert "desk-bars" in year.content.decode()


def test_export_is_read_as_utf8_and_runs_no_formula(desk, visit):
    counted()

    answer = visit(desk.office.editor).get(reverse("newsroom:check_statistics_csv"))

    head, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert head == ["栏目", "问题", "发现", "已改", "放行", "未处理"]
    assert row[0] == "'=要闻"
    assert row[2:] == ["5", "3", "1", "1"]
    assert answer["Content-Type"].startswith("text/csv")
