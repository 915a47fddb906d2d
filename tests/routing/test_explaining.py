"""One sentence says why, in Chinese as people say it."""

import pytest
from django.utils import translation

from tests.factories.routing import DAY, a_book, a_desk, a_row
from zhenglian.routing.explaining import choice_words, subject_words
from zhenglian.routing.questions import Question

GONE = {"valid_until": DAY.replace(year=2020)}


@pytest.fixture(autouse=True)
def _chinese():
    with translation.override("zh-hans"):
        yield


def desks(**facts):
    return [
        a_desk(1, "1", name="甲部"),
        a_desk(2, "1.1", name="乙局", **facts),
        a_desk(3, "1.2", name="丙局"),
    ]


def said(question, *rows, successions=(), **facts):
    book = a_book(*rows, desks=desks(**facts), successions=successions)
    return choice_words(question, book.choose(question, DAY), book.name)


WATER = Question("环境/水污染", "510727")
REST, ROW = a_row(1, 1), a_row(12, 2, "环境/水污染")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (lambda: said(WATER, REST, ROW), "“水污染”在平武县由乙局主办（第12行，2026版职责表）。"),
        (
            lambda: said(Question("噪声"), REST, ROW),
            "“噪声”没有更具体的规定，由甲部主办（第1行，2026版职责表）。",
        ),
        (
            lambda: said(Question("环境/水污染", about=frozenset({2})), REST, ROW),
            "“水污染”本由乙局主办（第12行，2026版职责表）；因反映对象是该单位或其上级，改由甲部办理。",
        ),
        (
            lambda: said(Question("环境/水污染", tried=frozenset({2})), REST, ROW),
            "“水污染”本由乙局主办（第12行，2026版职责表）；该单位已退单，由上级甲部办理。",
        ),
        (
            lambda: said(Question("环境/水污染"), REST, ROW, successions=[(2, 3)], **GONE),
            "“水污染”原由乙局主办（第12行，2026版职责表）；该单位已合并或更名，由承接其职责的丙局主办。",
        ),
        (
            lambda: said(Question("环境/水污染"), REST, ROW, **GONE),
            "“水污染”原由乙局主办（第12行，2026版职责表）；该单位已撤销，由上级甲部办理。",
        ),
        (
            lambda: said(Question("环境/水污染", tried=frozenset({1, 2})), a_row(1, 3), ROW),
            "“水污染”本由乙局主办；该单位及其上级均不宜办理，改由丙局主办（第1行，2026版职责表）。",
        ),
        (
            lambda: said(Question("环境/水污染", tried=frozenset({1, 2, 3})), REST, ROW),
            "“水污染”：可以主办的单位均已退单，由甲部统筹确定。",
        ),
        (lambda: said(WATER), "“水污染”在平武县：职责表尚未启用，由甲部统筹确定。"),
    ],
)
def test_every_way_of_choosing_has_its_sentence(sentence, expected):
    assert sentence() == expected


def test_what_is_not_known_is_said():
    assert subject_words(Question()) == "类别和地点均未确定的诉求"
    assert subject_words(Question(area_code="51")) == "四川省类别未确定的诉求"
    assert subject_words(Question("环境")) == "“环境”"
