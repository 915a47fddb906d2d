"""The review page: what a reviewer sees, and the four acts on it."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import Comment

from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom.errors import PageOutOfDate
from zhenglian.reviews.enums import ReturnReason, ReviewState
from zhenglian.reviews.errors import NotYourLevel, OwnWork


def page(article, name="review"):
    return reverse(f"newsroom:article_{name}", args=[article.pk])


def said(answer) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def seen(article) -> dict[str, int]:
    review = newsroom.article_stage(article).review
    return {"round": review.round, "level": review.level}


@pytest.fixture
def submitted(desk):
    article = desk.article()
    desk.submit(article)
    return article


def test_reviewer_sees_the_levels_the_phones_and_both_forms(desk, visit, submitted):
    answer = visit(desk.office.first).get(page(submitted))

    context = answer.context
    assert [(step.number, step.is_current) for step in context["steps"]] == [(1, True), (2, False)]
    assert [str(person) for person in context["steps"][0].people] == ["first"]
    assert answer.content.decode().count("<iframe") == 3
    assert (context["may_decide"], context["obstacle"]) == (True, "")
    assert context["approve_form"].initial == seen(submitted)


def test_writer_is_told_why_they_may_not_decide(desk, visit):
    article = desk.article(owner=desk.office.first)
    desk.submit(article)

    answer = visit(desk.office.first).get(page(article))

    assert answer.context["obstacle"] == str(OwnWork.message)
    assert str(OwnWork.message) in answer.content.decode()
    assert "approve_form" not in answer.context


def test_reviewer_of_another_level_is_told_so(desk, visit, submitted):
    answer = visit(desk.office.second).get(page(submitted))

    assert answer.context["obstacle"] == str(NotYourLevel.message)


def test_findings_stand_on_the_page(desk, visit):
    article = desk.article(with_cover=False)

    answer = visit(desk.office.editor).get(page(article))

    assert [finding.code for finding in answer.context["sheet"].findings if finding.code == "cover_missing"]


def test_second_round_shows_what_changed_since_the_first(desk, visit, submitted):
    newsroom.return_article(
        submitted, reason=ReturnReason.WORDING, comment="标题太长", actor=desk.office.first
    )
    desk.edit(submitted, title="新标题")
    desk.submit(submitted)

    answer = visit(desk.office.first).get(page(submitted))

    changes = answer.context["changes"]
    assert [(line.kind, line.text) for line in changes.text[:2]] == [
        ("removed", "本市今日起发放节水补贴"),
        ("added", "新标题"),
    ]
    assert changes.channels["weibo"]
    assert "标题太长" in answer.content.decode()


def test_submit_opens_a_round(desk, visit):
    article = desk.article()

    answer = visit(desk.office.editor).post(page(article, "submit"))

    assert answer["Location"] == page(article)
    assert newsroom.article_stage(article).stage == "in_review"


def test_submit_of_an_incomplete_article_says_what_is_missing(desk, visit):
    article = desk.article(column=None)

    answer = visit(desk.office.editor).post(page(article, "submit"))

    assert newsroom.article_stage(article).stage == "draft"
    assert len(said(answer)) == 1


def test_withdraw_makes_it_a_draft_again(desk, visit, submitted):
    visit(desk.office.editor).post(page(submitted, "withdraw"))

    assert newsroom.article_stage(submitted).review.state == ReviewState.WITHDRAWN


@pytest.mark.both_databases
def test_approve_moves_to_the_next_level(desk, visit, submitted):
    form = {**seen(submitted), "comment": "同意"}

    answer = visit(desk.office.first).post(page(submitted, "approve"), form)

    assert answer["Location"] == page(submitted)
    review = newsroom.article_stage(submitted).review
    assert (review.level, review.decisions.get().comment) == (2, "同意")


def test_approve_of_own_work_is_refused_with_the_reason(desk, visit):
    article = desk.article(owner=desk.office.first)
    desk.submit(article)

    answer = visit(desk.office.first).post(page(article, "approve"), seen(article))

    assert said(answer) == [str(OwnWork.message)]
    assert newsroom.article_stage(article).review.level == 1


@pytest.mark.both_databases
def test_approve_from_a_page_that_is_out_of_date_is_refused(desk, visit, submitted):
    old = seen(submitted)
    desk.edit(submitted)

    answer = visit(desk.office.first).post(page(submitted, "approve"), old)

    assert said(answer) == [str(PageOutOfDate.message)]
    assert not newsroom.article_stage(submitted).review.decisions.exists()


def test_approve_without_what_was_seen_shows_the_page_again(desk, visit, submitted):
    answer = visit(desk.office.first).post(page(submitted, "approve"), {"comment": ""})

    assert answer.status_code == 422
    assert newsroom.article_stage(submitted).review.level == 1


def test_return_carries_reason_comment_and_remarks_in_place(desk, visit, submitted):
    block = newsroom.draft_of(submitted).body[0].id
    form = {
        **seen(submitted),
        "reason": ReturnReason.FACTS,
        "comment": "请核实",
        "remark:title": "标题改短",
        f"remark:body.{block}": "数字有误",
    }

    visit(desk.office.first).post(page(submitted, "return"), form)

    decision = newsroom.article_stage(submitted).review.decisions.get()
    assert decision.remarks == [
        {"place": "title", "text": "标题改短"},
        {"place": f"body.{block}", "text": "数字有误"},
    ]
    assert set(Comment.objects.values_list("contentpath", flat=True)) == {"title", f"body.{block}"}


def test_return_without_a_reason_is_shown_again_with_what_was_written(desk, visit, submitted):
    form = {**seen(submitted), "reason": "", "comment": "请核实来源"}

    answer = visit(desk.office.first).post(page(submitted, "return"), form)

    assert answer.status_code == 422
    assert "请核实来源" in answer.content.decode()
    assert "reason" in answer.context["return_form"].errors
    assert newsroom.article_stage(submitted).stage == "in_review"


@pytest.mark.parametrize("act", ["submit", "withdraw", "approve", "return"])
def test_acts_are_no_links(desk, visit, submitted, act):
    assert visit(desk.office.first).get(page(submitted, act)).status_code == 405


def test_page_of_an_article_that_does_not_exist_is_missing(desk, visit):
    answer = visit(desk.office.editor).get(reverse("newsroom:article_review", args=[999_999]))

    assert answer.status_code == 404
