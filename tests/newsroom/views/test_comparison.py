"""Two versions compared on a page."""

from __future__ import annotations

import pytest
from django.urls import reverse


def page(article):
    return reverse("newsroom:article_compare", args=[article.pk])


def test_without_a_choice_the_newest_two_are_compared(desk, visit):
    article = desk.edit(desk.article(title="旧标题文字"), title="新标题文字")

    answer = visit(desk.office.editor).get(page(article))

    assert (answer.context["new"], answer.context["old"]) == tuple(answer.context["revisions"])
    (line,) = [line for line in answer.context["changes"].text if line.kind == "changed"]
    assert [segment.text for segment in line.segments] == ["旧", "新", "标题文字"]
    assert "<del>旧</del><ins>新</ins>" in answer.content.decode()


def test_chosen_revisions_are_compared(desk, visit):
    article = desk.edit(desk.edit(desk.article(title="一"), title="二"), title="三")
    third, _second, first = article.revisions.order_by("-pk")

    answer = visit(desk.office.editor).get(page(article), {"old": first.pk, "new": third.pk})

    assert (answer.context["old"], answer.context["new"]) == (first, third)


def test_a_revision_compared_with_itself_does_not_differ(desk, visit):
    article = desk.article()
    revision = article.revisions.get()

    answer = visit(desk.office.editor).get(page(article), {"old": revision.pk, "new": revision.pk})

    assert answer.context["changes"].is_empty


@pytest.mark.parametrize("key", ["0", "nonsense"])
def test_a_revision_that_is_not_of_this_article_is_missing(desk, visit, key):
    assert visit(desk.office.editor).get(page(desk.article()), {"old": key}).status_code == 404
