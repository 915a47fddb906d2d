"""Every text of a draft by its place, and another text put there."""

from __future__ import annotations

import json

import pytest

from tests.factories.newsroom import a_document, an_article, an_image
from zhenglian.newsroom.blocks import plain_table
from zhenglian.newsroom.checks.places import TEXTS, places_of, put_texts, stored_body
from zhenglian.newsroom.lint.findings import anchor_of
from zhenglian.newsroom.selectors.drafts import draft_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    picture = {"image": an_image(), "alt": "图", "caption": "说明", "credit": "摄影"}
    article = an_article(
        subtitle="副标题",
        wechat_body="<p>微信<b>正文</b></p>",
        weibo_text="微博正文",
        body=[
            ("heading", {"text": "小标题", "level": "2"}),
            ("paragraph", "<p>甲<b>乙</b>&amp;丙</p>"),
            ("picture", picture),
            ("gallery", [picture, {**picture, "alt": "第二张"}]),
            ("quote", {"text": "引文", "attribution": "某人"}),
            ("attachment", {"document": a_document(title="申请表"), "title": ""}),
            ("video", {"title": "视频", "url": "https://v.example/1"}),
            ("question", {"question": "问", "answer": "<p>答</p>"}),
            ("timeline", [{"when": "一月", "text": "开工"}]),
        ],
    )
    draft = draft_of(article)
    table = {"type": "table", "id": "t1", "value": plain_table([["项目", "数"], ["甲", "1"]], "表一")}
    draft.body = json.dumps([*stored_body(draft), table])
    return draft


def texts_of(draft):
    return {place.text.strip() for place in places_of(draft)}


def test_every_text_is_a_place(draft):
    wanted = {
        "副标题", "小标题", "甲乙&丙", "图", "说明", "摄影", "第二张", "引文", "某人", "申请表", "视频",
        "问", "答", "一月", "开工", "项目", "数", "甲", "1", "表一", "微信正文", "微博正文", "王芳",
    }  # fmt: skip

    assert wanted <= texts_of(draft)


def test_every_kind_of_block_is_read(draft):
    assert set(TEXTS) == set(draft.body.stream_block.child_blocks)


def test_every_place_leads_to_its_block_in_the_editor(draft):
    ids = {block["id"] for block in stored_body(draft)}

    for place in places_of(draft):
        parts = place.where.split("/")
        wanted = f"block-{parts[1]}-section" if parts[0] == "body" else f"id_{place.where}"
        assert anchor_of(place.where) == wanted
        assert parts[0] != "body" or parts[1] in ids


def test_title_of_the_librarys_document_is_not_changed_here(draft):
    place = next(place for place in places_of(draft) if place.text == "申请表")

    assert place.replaced(0, 1, "另") is None


def test_put_changes_each_place_and_nothing_else(draft):
    for place in places_of(draft):
        if place.is_fixed:
            continue
        before = stored_body(draft)
        put_texts(draft, {place.where: place.replaced(0, 1, "〇")})
        again = {each.where: each.text for each in places_of(draft)}

        assert again[place.where] == "〇" + place.text[1:]
        changed = [one for one, other in zip(before, stored_body(draft), strict=True) if one != other]
        assert len(changed) == (1 if place.where.startswith("body/") else 0)


def test_put_keeps_pictures_documents_and_ids(draft):
    before = stored_body(draft)

    put_texts(draft, {})

    assert stored_body(draft) == before
