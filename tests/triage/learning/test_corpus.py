"""Files of messages and of the tree, and parts that never split copies."""

import json

import pytest

from tests.factories.triage import messages
from zhenglian.triage.errors import MessagesUnreadable
from zhenglian.triage.learning.corpus import Message, folds_of, material_beside, messages_in, topics_in


def lines(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_files_beside_the_labelled_one_are_found(tmp_path):
    train = lines(tmp_path / "train.jsonl", [{"title": "一", "text": "二", "label": "教育"}])
    lines(tmp_path / "unlabelled.jsonl", [{"title": "三", "text": "四"}])
    lines(tmp_path / "replies_train.jsonl", [{"title": "五", "text": "六", "reply": "七"}])
    lines(
        tmp_path / "taxonomy.jsonl",
        [{"l1": "甲", "l2": "乙", "l3": "丙"}, {"l1": "甲", "l2": "乙", "l3": "丁"}],
    )

    found = material_beside(train)

    assert found.labelled == [Message("一", "二", "教育")]
    assert list(found.unlabelled) == [Message("三", "四"), Message("五", "六", "", "七")]
    assert found.topics == ("丁，丙，乙",)


def test_labelled_file_alone_is_enough(tmp_path):
    found = material_beside(lines(tmp_path / "train.jsonl", [{"title": "一", "text": "二", "label": "教育"}]))

    assert (list(found.unlabelled), found.topics) == ([], ())


def test_named_file_goes_before_the_one_beside(tmp_path):
    train = lines(tmp_path / "train.jsonl", [{"title": "一", "text": "二", "label": "教育"}])
    lines(tmp_path / "unlabelled.jsonl", [{"title": "三", "text": "四"}])
    other = lines(tmp_path / "other.jsonl", [{"title": "别的", "text": "话"}])

    assert [each.title for each in material_beside(train, unlabelled=other).unlabelled] == ["别的"]


@pytest.mark.parametrize("content", ["no json\n", "[1]\n", "\xff\n"])
def test_unreadable_line_is_said_so(tmp_path, content):
    path = tmp_path / "train.jsonl"
    path.write_text(content, encoding="latin-1")

    with pytest.raises(MessagesUnreadable):
        messages_in(path)


def test_labelled_file_with_a_row_without_a_label_is_refused(tmp_path):
    path = lines(tmp_path / "train.jsonl", [{"title": "一", "text": "二"}])

    with pytest.raises(MessagesUnreadable):
        messages_in(path, is_labelled=True)


@pytest.mark.parametrize("row", [{}, {"l2": "乙"}, {"l1": None}])
def test_tree_without_a_first_level_is_refused(tmp_path, row):
    with pytest.raises(MessagesUnreadable):
        topics_in(lines(tmp_path / "taxonomy.jsonl", [row]))


def test_copies_of_a_body_fall_into_the_same_part():
    rows = messages(50)
    copies = [Message("另一个标题", f" {each.text}\n", each.label) for each in rows]

    assert folds_of(rows, 5, 3).tolist() == folds_of(copies, 5, 3).tolist()
    assert set(folds_of(rows, 5, 3)) == set(range(5))
    assert folds_of(rows, 5, 3).tolist() != folds_of(rows, 5, 4).tolist()
