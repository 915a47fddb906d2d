"""What stands in the three frames."""

from __future__ import annotations

import pytest
from django.urls import reverse

from zhenglian.newsroom.views.phones import PHONES


def frame(article, platform):
    return reverse("newsroom:phone_frame", args=[article.pk, platform])


@pytest.mark.parametrize("platform", [platform for platform, _label in PHONES])
def test_frame_shows_the_draft_and_may_be_framed_by_our_own_pages(desk, visit, platform):
    article = desk.article(title="节水补贴今日发放")

    answer = visit(desk.office.editor).get(frame(article, platform))

    assert "节水补贴今日发放" in answer.content.decode()
    assert "asset:" not in answer.content.decode()
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_frame_of_a_round_shows_what_was_submitted_not_the_newest_draft(desk, visit):
    article = desk.article(title="送审时的标题")
    desk.submit(article)
    desk.edit(article, title="后来的标题")

    answer = visit(desk.office.first).get(frame(article, "website"), {"round": "1"})

    assert "送审时的标题" in answer.content.decode()
    assert "后来的标题" not in answer.content.decode()


@pytest.mark.parametrize(("platform", "number"), [("telegraph", ""), ("website", "9")])
def test_frame_of_an_unknown_platform_or_round_is_missing(desk, visit, platform, number):
    answer = visit(desk.office.editor).get(frame(desk.article(), platform), {"round": number})

    assert answer.status_code == 404


def test_frame_names_the_account_of_the_unit(desk, visit):
    answer = visit(desk.office.editor).get(frame(desk.article(), "weibo"))

    assert answer.context["account"] == desk.weibo.name
