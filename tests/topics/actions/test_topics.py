"""Decisions on topics: who may, what follows, what is recorded."""

from __future__ import annotations

import pytest

from tests.factories.newsroom import article_index
from tests.factories.people import PostingFactory, StaffFactory, UnitFactory
from tests.factories.topics import ItemFactory, SourceFactory, TopicFactory
from zhenglian.audit.api import entries_on
from zhenglian.newsroom.enums import OriginKind
from zhenglian.people.enums import Role
from zhenglian.topics import errors
from zhenglian.topics.actions.merging import merge_topics, split_item, split_topic
from zhenglian.topics.actions.topics import (
    claim_topic,
    drop_topic,
    propose_topic,
    release_claim,
    reopen_topic,
)
from zhenglian.topics.actions.write_article import write_article
from zhenglian.topics.enums import Joined, TopicState
from zhenglian.topics.models import TopicArticle

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory()


def member(unit, role=Role.EDITOR):
    staff = StaffFactory()
    PostingFactory(staff=staff, unit=unit, role=role)
    return staff


@pytest.fixture
def editor(unit):
    return member(unit)


@pytest.fixture
def topic(unit):
    return TopicFactory(unit=unit)


def acts(on) -> list[str]:
    return [entry.act for entry in entries_on("topics.topic", str(on.pk))]


def test_idea_is_proposed_by_whoever_writes_in_the_unit(unit, editor, clock):
    topic = propose_topic(title="走访", unit=unit, actor=editor, clock=clock)

    assert (topic.state, topic.proposed_by) == (TopicState.PROPOSED, editor)
    assert acts(topic) == ["topics.propose"]


@pytest.mark.parametrize("role", [Role.PUBLISHER, Role.SUPERVISOR, Role.DUTY_OFFICER, Role.ADMINISTRATOR])
def test_others_may_not_work_on_topics(role, unit, topic, clock):
    actor = member(unit, role)

    for act in (claim_topic, release_claim, reopen_topic, split_topic, write_article):
        with pytest.raises(errors.MayNotWork):
            act(topic, actor=actor, clock=clock)
    with pytest.raises(errors.MayNotWork):
        propose_topic(title="x", unit=unit, actor=actor, clock=clock)
    with pytest.raises(errors.MayNotWork):
        drop_topic(topic, reason="x", actor=actor, clock=clock)


def test_topic_is_claimed_by_one_person_at_a_time(unit, topic, editor, clock):
    claim_topic(topic, actor=editor, clock=clock)
    again = claim_topic(topic, actor=editor, clock=clock)

    with pytest.raises(errors.AlreadyClaimed):
        claim_topic(topic, actor=member(unit), clock=clock)
    assert (again.claimed_by, again.claimed_at) == (editor, clock.now())
    assert acts(topic) == ["topics.claim"]


def test_claimed_topic_is_left_to_whoever_claimed_it(unit, topic, editor, clock):
    claim_topic(topic, actor=editor, clock=clock)
    other = member(unit)

    for act in (release_claim, write_article):
        with pytest.raises(errors.NotClaimedByYou):
            act(topic, actor=other, clock=clock)
    with pytest.raises(errors.NotClaimedByYou):
        drop_topic(topic, reason="x", actor=other, clock=clock)
    with pytest.raises(errors.NotClaimedByYou):
        merge_topics(topic, TopicFactory(unit=unit), actor=other, clock=clock)


def test_reviewer_gives_back_what_an_absent_editor_claimed(unit, topic, editor, clock):
    claim_topic(topic, actor=editor, clock=clock)

    released = release_claim(topic, actor=member(unit, Role.FIRST_REVIEWER), clock=clock)

    assert (released.state, released.claimed_by) == (TopicState.PROPOSED, None)


def test_dropped_topic_is_taken_up_again_and_forgets_its_reason(topic, editor, clock):
    drop_topic(topic, reason="  与本部门\n无关 ", actor=editor, clock=clock)
    topic.refresh_from_db()
    assert (topic.state, topic.reason) == (TopicState.DROPPED, "与本部门 无关")

    reopen_topic(topic, actor=editor, clock=clock)

    topic.refresh_from_db()
    assert (topic.state, topic.reason) == (TopicState.PROPOSED, "")
    assert sorted(acts(topic)) == ["topics.drop", "topics.reopen"]


@pytest.mark.parametrize("state", [TopicState.DROPPED, TopicState.WRITTEN, TopicState.MERGED])
def test_closed_topic_takes_no_further_decision(state, unit, editor, clock):
    topic = TopicFactory(unit=unit, state=state)

    with pytest.raises(errors.NotOpen):
        claim_topic(topic, actor=editor, clock=clock)
    with pytest.raises(errors.NotOpen):
        drop_topic(topic, reason="x", actor=editor, clock=clock)
    with pytest.raises(errors.NotOpen):
        write_article(topic, actor=editor, clock=clock)


def test_merged_topics_keep_their_items_apart_so_that_it_can_be_undone(unit, editor, clock):
    small, middle, large = (TopicFactory(unit=unit) for _ in range(3))
    item = ItemFactory(topic=small, source__unit=unit)

    merge_topics(small, middle, actor=editor, clock=clock)
    merge_topics(middle, large, actor=editor, clock=clock)
    small.refresh_from_db()
    assert (small.state, small.merged_into) == (TopicState.MERGED, large)

    split_topic(small, actor=editor, clock=clock)
    small.refresh_from_db()
    item.refresh_from_db()
    assert (small.state, small.merged_into, item.topic) == (TopicState.PROPOSED, None, small)
    assert acts(small) == ["topics.split", "topics.merge"]


def test_only_two_open_topics_of_one_unit_are_merged(unit, topic, editor, clock):
    for into in (topic, TopicFactory(), TopicFactory(unit=unit, state=TopicState.DROPPED)):
        with pytest.raises(errors.CannotMerge):
            merge_topics(topic, into, actor=editor, clock=clock)


def test_item_is_taken_out_into_a_topic_of_its_own(unit, topic, editor, clock):
    ItemFactory(topic=topic, source__unit=unit)
    item = ItemFactory(topic=topic, source__unit=unit, title="别的事", joined=Joined.TITLE)

    alone = split_item(item, actor=editor, clock=clock)

    item.refresh_from_db()
    assert (item.topic, item.joined, alone.title) == (alone, Joined.SPLIT, "别的事")
    with pytest.raises(errors.CannotSplit):
        split_item(item, actor=editor, clock=clock)


def test_article_takes_title_column_and_source(unit, topic, editor, clock):
    article_index()
    item = ItemFactory(topic=topic, source=SourceFactory(name="水利网", unit=unit))

    article = write_article(topic, actor=editor, origin=OriginKind.COMPILED, item=item, clock=clock)

    topic.refresh_from_db()
    assert (article.title, article.owner, article.unit) == (topic.title, editor, unit)
    assert (article.origin_kind, article.source_name, article.source_url) == ("compiled", "水利网", item.url)
    assert article.source_published_on.isoformat() == "2026-01-15"
    assert (topic.state, TopicArticle.objects.get(topic=topic).article_id) == (TopicState.WRITTEN, article.pk)
    assert acts(topic) == ["topics.write"]


def test_original_article_names_no_source(topic, editor, clock):
    article_index()

    article = write_article(topic, actor=editor, clock=clock)

    assert (article.origin_kind, article.source_name) == ("original", "")


def test_reprint_needs_an_item_of_this_very_topic(topic, editor, clock):
    article_index()

    for item in (None, ItemFactory()):
        with pytest.raises(errors.SourceItemMissing):
            write_article(topic, actor=editor, origin=OriginKind.REPRINT, item=item, clock=clock)


def test_topic_whose_article_was_deleted_is_taken_up_again(topic, editor, clock):
    article_index()
    article = write_article(topic, actor=editor, clock=clock)
    with pytest.raises(errors.StillWritten):
        reopen_topic(topic, actor=editor, clock=clock)

    article.delete()
    reopened = reopen_topic(topic, actor=editor, clock=clock)

    assert reopened.state == TopicState.PROPOSED
