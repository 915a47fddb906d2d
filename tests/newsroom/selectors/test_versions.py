"""Two versions compared, as text and as each platform would show them."""

from __future__ import annotations

from dataclasses import fields

import pytest

from zhenglian.channels.errors import PayloadMissing
from zhenglian.channels.models import FrozenPayload
from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom.selectors.drafts import renderings_of
from zhenglian.newsroom.selectors.versions import FIELD_NAMES, HTML_FIELDS, UNREAD_FIELDS, compare_versions


def words(lines):
    return [(line.kind, line.text) for line in lines if line.kind not in ("same", "skipped")]


def test_comparison_of_revisions_shows_text_and_every_channel(desk):
    article = desk.article(title="节水补贴发放")
    older = article.latest_revision
    article = desk.edit(article, title="节水补贴停发")

    found = compare_versions(article, older, article.latest_revision)

    segments = [(part.kind, part.text) for line in found.text for part in line.segments]
    assert {("added", "停"), ("removed", "放")} <= set(segments)
    assert all(found.channels[platform] for platform in ("website", "wechat", "weibo"))


def test_change_for_one_channel_shows_there_only(desk):
    article = desk.article()
    older = article.latest_revision
    article = desk.edit(article, weibo_text="另写一条微博")

    found = compare_versions(article, older)

    assert found.text == []
    assert {platform for platform, lines in found.channels.items() if lines} == {"weibo"}


def test_equal_versions_differ_in_nothing(desk):
    article = desk.article()

    assert compare_versions(article, article.latest_revision).is_empty


def test_what_was_submitted_is_compared_with_the_next_round(desk):
    article = desk.article(title="第一稿")
    first = desk.submit(article)
    article = desk.edit(article, title="第二稿")
    second = newsroom.article_stage(article).review

    found = compare_versions(article, first, second)

    assert words(found.channels["website"]) == [("changed", f"{FIELD_NAMES['title']}: 第一二稿")]


def test_formatting_alone_is_a_difference_too(desk):
    article = desk.article(body=[("paragraph", "<p>重点内容</p>")])
    older = article.latest_revision
    article = desk.edit(article, body=[("paragraph", "<p><b>重点</b>内容</p>")])

    found = compare_versions(article, older)

    assert found.text == []
    assert found.channels["website"]
    assert not found.is_empty


def test_every_field_of_every_payload_has_a_name_for_people(desk):
    payloads = renderings_of(desk.article()).payloads.values()

    names = {field.name for payload in payloads for field in fields(payload)}

    assert names == {*FIELD_NAMES, *HTML_FIELDS, *UNREAD_FIELDS}


def test_what_was_submitted_is_read_from_the_store_and_not_rendered_anew(desk):
    article = desk.article()
    review = desk.submit(article)
    FrozenPayload.objects.all().delete()

    with pytest.raises(PayloadMissing):
        compare_versions(article, review)


def test_revision_whose_bytes_are_not_kept_is_rendered(desk):
    article = desk.article(title="第一稿")
    older = article.latest_revision
    article = desk.edit(article, title="第二稿")
    assert not FrozenPayload.objects.exists()

    assert not compare_versions(article, older).is_empty
