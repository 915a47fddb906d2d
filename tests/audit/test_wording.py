from django.utils.translation import override

from zhenglian.audit.wording import actor_label, detail_text, kind_label


def test_detail_reads_as_one_line_without_empty_values():
    detail = {"role": "editor", "until": None, "merged": ["甲", "乙"], "deep": {"a": 1}}

    assert detail_text(detail) == "role: editor; merged: 甲, 乙; deep: a: 1"


def test_digest_is_shortened():
    assert detail_text({"wechat": "ab" * 32, "number": "ab" * 5}) == "wechat: abababab…; number: ababababab"


def test_kind_is_the_models_name_or_itself():
    with override("en"):
        assert kind_label("people.unit") == "unit"
        assert kind_label("newsroom.nothing") == "newsroom.nothing"


def test_actor_standing_in_is_said():
    with override("en"):
        assert actor_label("3", "周敏", "高洁") == "周敏 for 高洁"
        assert actor_label("", "system", "") == "system"
