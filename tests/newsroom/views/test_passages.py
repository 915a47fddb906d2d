"""Places that a reviewer can remark on are places that Wagtail's editor knows."""

from __future__ import annotations

from wagtail.models import Comment

from zhenglian.newsroom.api import draft_of
from zhenglian.newsroom.views.passages import EXCERPT, passages_of

EVERY_SHAPE = [
    ("heading", {"text": "总体情况", "level": "2"}),
    ("paragraph", "<p>第一段</p>"),
    ("quote", {"text": "绿水青山", "attribution": "某人"}),
    ("question", {"question": "怎么申请？", "answer": "<p>网上申请</p>"}),
    ("timeline", [{"when": "一月", "text": "启动"}]),
]


def test_every_passage_has_a_place_that_a_comment_may_have(desk):
    draft = draft_of(desk.article(subtitle="副标题", weibo_text="微博文字", body=EVERY_SHAPE))

    places = [passage.place for passage in passages_of(draft)]

    assert places[:4] == ["title", "subtitle", "digest", "cover"]
    assert places[-1] == "weibo_text"
    assert len(places) == 4 + len(EVERY_SHAPE) + 1
    assert all(Comment(contentpath=place).has_valid_contentpath(draft) for place in places)


def test_empty_fields_are_no_passages(desk):
    draft = draft_of(desk.article(subtitle="", with_cover=False, body=[]))

    assert [passage.place for passage in passages_of(draft)] == ["title", "digest"]


def test_long_passages_are_cut(desk):
    draft = draft_of(desk.article(body=[("paragraph", f"<p>{'长' * 500}</p>")]))

    excerpt = passages_of(draft)[-1].excerpt

    assert excerpt == "长" * EXCERPT + "…"
