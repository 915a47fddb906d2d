"""Corrections are finer than what was given, or rare: neither may end a training."""

from __future__ import annotations

from zhenglian.triage.learning.corpus import Message
from zhenglian.triage.learning.own_labels import fitting


def own(label, count, *, held=0):
    return [(Message("题", f"{label}{number}", label), number < held) for number in range(count)]


def labels(found):
    return [each.label for each, _held in found]


def test_finer_topic_counts_by_the_given_label_above_it():
    found = fitting(own("教育/收费/补课", 1) + own("教育", 1), {"教育", "水与环境"})

    assert labels(found) == ["教育", "教育"]


def test_topic_of_the_given_depth_keeps_its_name():
    assert labels(fitting(own("教育/收费/补课", 1), {"教育/收费"})) == ["教育/收费"]


def test_topic_above_the_given_ones_is_left_out():
    assert fitting(own("教育", 9), {"教育/收费"}) == []


def test_rare_category_of_our_own_is_left_out():
    assert fitting(own("消防/通道", 4), {"教育"}) == []


def test_category_of_our_own_counts_from_five_messages_to_learn_from():
    assert fitting(own("消防/通道", 5, held=1), {"教育"}) == []
    assert labels(fitting(own("消防/通道", 6, held=1), {"教育"})) == ["消防"] * 6


def test_what_is_held_out_stays_so():
    assert [held for _each, held in fitting(own("教育/收费", 3, held=1), {"教育"})] == [True, False, False]
