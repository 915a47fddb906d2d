"""The office's own entries: who keeps them, that they are recorded, and that they count at once."""

from datetime import date

import pytest

from tests.factories.people import StaffFactory
from zhenglian.audit.api import entries_on
from zhenglian.checks import errors
from zhenglian.checks.actions.words import keep_institution, keep_title, keep_word
from zhenglian.checks.api import Passage, check_passages, lexicon_version
from zhenglian.checks.enums import CheckCode, Severity

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


def codes(text, *, on=DAY):
    return [str(each.code) for each in check_passages([Passage("title", text)], on=on)]


def test_new_word_counts_with_the_next_check_and_changes_the_version():
    before = lexicon_version()

    word = keep_word(wrong="杜家豪", right="杜家毫", severity=Severity.BLOCK, reason="姓名写法以名册为准")
    finding = check_passages([Passage("title", "杜家豪出席会议")], on=DAY)[0]

    assert (finding.code, finding.mends, finding.severity) == (
        CheckCode.OFFICE_WORD,
        ("杜家毫",),
        Severity.BLOCK,
    )
    assert finding.explanation == "姓名写法以名册为准"
    assert finding.rule == f"office:word:{word.pk}"
    assert lexicon_version() != before


def test_word_in_one_of_its_contexts_is_right():
    keep_word(wrong="环发中心", right="环境发展中心", unless="市环发中心\n环发中心站")

    assert codes("环发中心发布") == [CheckCode.OFFICE_WORD]
    assert codes("市环发中心和环发中心站发布") == []


def test_word_out_of_use_is_silent():
    word = keep_word(wrong="环发中心", valid_from=date(2026, 1, 1), valid_to=date(2026, 6, 30))

    assert codes("环发中心", on=date(2026, 3, 1)) == [CheckCode.OFFICE_WORD]
    assert codes("环发中心") == []
    keep_word(word, wrong="环发中心", is_active=False)
    assert codes("环发中心", on=date(2026, 3, 1)) == []


def test_institution_is_wrong_outside_its_time():
    keep_institution(name="市环保局", correct="市生态环境局", valid_to=date(2019, 3, 1))

    assert codes("市环保局通报") == [CheckCode.OUTDATED_NAME]
    assert codes("市环保局通报", on=date(2018, 1, 1)) == []


def test_title_is_wrong_before_and_after_its_time():
    keep_title(
        name="张三主任", correct="张三副主任", valid_from=date(2026, 1, 1), valid_to=date(2026, 12, 31)
    )

    assert codes("张三主任出席", on=date(2025, 12, 31)) == [CheckCode.OUTDATED_TITLE]
    assert codes("张三主任出席") == []


def test_change_is_recorded():
    word = keep_word(wrong="环发中心", right="环境发展中心")

    assert [entry.act for entry in entries_on("checks.lexiconentry", word.pk)] == ["checks.keep_word"]


def test_ordinary_member_of_staff_keeps_no_list():
    with pytest.raises(errors.NotYoursToKeep):
        keep_word(wrong="环发中心", actor=StaffFactory())


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"wrong": "环"}, errors.TooShort),
        ({"wrong": "环发", "right": "环发"}, errors.NothingWrong),
        ({"wrong": "环发", "valid_from": DAY, "valid_to": date(2020, 1, 1)}, errors.EndsBeforeItBegins),
    ],
)
def test_entry_that_cannot_be_meant_is_refused(facts, reason):
    with pytest.raises(reason):
        keep_word(**facts)


def test_same_word_twice_is_refused():
    keep_word(wrong="环发中心")

    with pytest.raises(errors.ListedAlready):
        keep_word(wrong="环发中心", right="环境发展中心")


def test_unchanged_list_asks_one_small_question(django_assert_num_queries):
    check_passages([Passage("title", "通知")], on=DAY)

    with django_assert_num_queries(1):
        check_passages([Passage("title", "通知")], on=DAY)
