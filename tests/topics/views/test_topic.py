"""From the pool to an article, through the pages."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.people import PostingFactory, StaffFactory, UnitFactory
from tests.factories.topics import ItemFactory, SourceFactory, TopicFactory
from tests.journeys.staff_house import browsing
from zhenglian.newsroom.models import ArticlePage
from zhenglian.people.enums import Role
from zhenglian.topics.enums import Joined, TopicState
from zhenglian.topics.models import Topic, TopicArticle


@pytest.fixture
def topic(office):
    """Two outlets carry it; the second was grouped by its title."""
    topic = TopicFactory(title="本市发放节水补贴", unit=office.unit)
    first = ItemFactory(
        source=SourceFactory(name="水利网", unit=office.unit), topic=topic, title="本市发放节水补贴"
    )
    ItemFactory(
        source=SourceFactory(name="市报", unit=office.unit), topic=topic, title="节水补贴开始发放",
        joined=Joined.TITLE, joined_like=first, joined_score=0.71,
    )  # fmt: skip
    return topic


def test_pool_shows_a_story_once_with_all_its_outlets(editor, topic):
    page = editor.get(reverse("topics:topic_pool")).content.decode()

    assert page.count('class="desk-panel topic-card"') == 1
    assert "水利网" in page
    assert "市报" in page
    assert "认领" in page


def test_topic_explains_why_an_item_is_here(editor, topic):
    page = editor.get(reverse("topics:topic_page", args=[topic.pk])).content.decode()

    assert "与“本市发放节水补贴”标题相似，相似度 0.71" in page


def test_editor_goes_from_a_topic_to_an_article_with_its_sources(editor, office, topic):
    item = topic.own_items.get(source__name="水利网")
    editor.post(reverse("topics:topic_claim", args=[topic.pk]))

    answer = editor.post(
        reverse("topics:topic_write", args=[topic.pk]), {"origin": "reprint", "item": item.pk}, follow=True
    )

    article = ArticlePage.objects.get()
    topic.refresh_from_db()
    assert (topic.state, topic.claimed_by) == (TopicState.WRITTEN, office.editor)
    assert (article.source_name, article.source_url) == ("水利网", item.url)
    page = answer.content.decode()
    assert "选题与来源" in page
    assert "节水补贴开始发放" in page
    written = editor.get(reverse("topics:topic_page", args=[topic.pk])).content.decode()
    assert reverse("newsroom:article_review", args=[article.pk]) in written
    assert "草稿" in written


def test_article_without_a_topic_shows_no_note(editor, office, topic):
    editor.post(reverse("topics:topic_write", args=[topic.pk]), {"origin": "original"})
    TopicArticle.objects.all().delete()

    page = editor.get(
        reverse("newsroom:article_review", args=[ArticlePage.objects.get().pk])
    ).content.decode()

    assert "选题与来源" not in page


def test_reprint_without_a_source_is_refused_in_words(editor, topic):
    answer = editor.post(reverse("topics:topic_write", args=[topic.pk]), {"origin": "reprint"}, follow=True)

    assert "转载或编译须选定所依据的来源" in answer.content.decode()
    assert ArticlePage.objects.count() == 0


def test_item_is_separated_and_the_merge_undone(editor, office, topic):
    item = topic.own_items.get(source__name="市报")

    editor.post(reverse("topics:item_split", args=[topic.pk, item.pk]))
    alone = Topic.objects.exclude(pk=topic.pk).get()
    editor.post(reverse("topics:topic_merge", args=[alone.pk]), {"into": topic.pk})
    merged = editor.get(reverse("topics:topic_page", args=[topic.pk])).content.decode()
    editor.post(reverse("topics:topic_split", args=[alone.pk]))

    alone.refresh_from_db()
    assert "节水补贴开始发放" in merged
    assert "重新拆开" in merged
    assert (alone.state, alone.merged_into) == (TopicState.PROPOSED, None)


def test_topic_is_dropped_with_a_reason_and_taken_up_again(editor, topic):
    editor.post(reverse("topics:topic_drop", args=[topic.pk]), {"reason": "已有稿件"})
    dropped = editor.get(reverse("topics:topic_page", args=[topic.pk])).content.decode()
    editor.post(reverse("topics:topic_reopen", args=[topic.pk]))

    topic.refresh_from_db()
    assert "已放弃：已有稿件" in dropped
    assert topic.state == TopicState.PROPOSED


def test_dropping_without_a_reason_is_refused(editor, topic):
    answer = editor.post(reverse("topics:topic_drop", args=[topic.pk]), {"reason": " "}, follow=True)

    topic.refresh_from_db()
    assert "请填写理由" in answer.content.decode()
    assert topic.state == TopicState.PROPOSED


@pytest.mark.both_databases
def test_dropping_with_a_character_that_no_database_takes_is_refused(editor, topic):
    editor.post(reverse("topics:topic_drop", args=[topic.pk]), {"reason": "重复\x00"})

    topic.refresh_from_db()
    assert topic.state == TopicState.PROPOSED


def test_idea_is_proposed_by_hand(editor, office):
    editor.post(
        reverse("topics:topic_propose"), {"title": "走访节水家庭", "note": "约两户", "unit": office.unit.pk}
    )

    topic = Topic.objects.get()
    assert (topic.title, topic.proposed_by, topic.state) == (
        "走访节水家庭",
        office.editor,
        TopicState.PROPOSED,
    )


def test_idea_without_a_title_comes_back_with_its_fault(editor, office):
    answer = editor.post(reverse("topics:topic_propose"), {"title": "", "unit": office.unit.pk})

    assert answer.status_code == 422
    assert Topic.objects.count() == 0


def test_topic_of_another_unit_is_not_found(office, topic):
    stranger = StaffFactory()
    PostingFactory(staff=stranger, unit=UnitFactory(name="别的单位"), role=Role.EDITOR)

    assert browsing(stranger).get(reverse("topics:topic_page", args=[topic.pk])).status_code == 404


def test_pool_asks_the_database_equally_often_for_one_and_for_three_topics(editor, office):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            editor.get(reverse("topics:topic_pool"))
        return len(queries)

    ItemFactory(source=SourceFactory(unit=office.unit))
    asked()  # the first answer fills what is remembered of the office
    one = asked()
    for _ in range(2):
        ItemFactory(source=SourceFactory(unit=office.unit))

    assert asked() == one
