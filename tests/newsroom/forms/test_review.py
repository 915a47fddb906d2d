"""A verdict is about what was seen; remarks are about passages."""

from __future__ import annotations

import pytest

from zhenglian.newsroom.api import Remark, Seen
from zhenglian.newsroom.forms.review import NO_REVIEW, ApproveForm, Passage, ReturnForm
from zhenglian.reviews.api import Review

TITLE = Passage("title", "标题", "节水补贴")
BLOCK = Passage("body.1", "段落", "第一段")


@pytest.mark.parametrize(("number", "review_id"), [(2, 17), (9, NO_REVIEW)])
def test_seen_names_the_review_of_the_round(number, review_id):
    form = ApproveForm({"round": number, "level": 1})

    assert form.is_valid()
    assert form.seen_of([Review(pk=5, round=1), Review(pk=17, round=2)]) == Seen(review_id, 1)


def test_remarks_keep_the_order_of_reading_and_leave_out_the_empty_ones():
    form = ReturnForm(
        {
            "round": 1, "level": 1, "reason": "facts", "comment": "改",
            "remark:body.1": " 数字有误 ", "remark:title": "",
        },
        passages=[TITLE, BLOCK],
    )  # fmt: skip

    assert form.is_valid()
    assert form.remarks() == [Remark("body.1", "数字有误")]


def test_return_form_offers_a_field_for_every_passage():
    form = ReturnForm(passages=[TITLE, BLOCK])

    assert [(passage, field.name) for passage, field in form.remark_fields()] == [
        (TITLE, "remark:title"),
        (BLOCK, "remark:body.1"),
    ]
