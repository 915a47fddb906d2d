"""Checks on the road of an article: the gate, mends by click, overrides, counts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.checks import IDENTITY, WITH_IDENTITY, LinkRuleFactory, ReprintSourceFactory
from tests.factories.people import UnitFactory
from tests.factories.reviews import somebody, stand_in
from zhenglian.audit.api import entries_on
from zhenglian.checks.enums import LinkRuleKind
from zhenglian.checks.models import CheckCount, Override
from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom import errors
from zhenglian.newsroom.actions.mend_findings import mend_finding, mend_safe_findings
from zhenglian.newsroom.actions.override_finding import override_finding
from zhenglian.newsroom.checks import check_sheet
from zhenglian.newsroom.checks.places import stored_body
from zhenglian.newsroom.enums import OriginKind
from zhenglian.newsroom.models import ArticlePage
from zhenglian.newsroom.selectors.drafts import draft_of, subject_of
from zhenglian.people.enums import Role
from zhenglian.reviews.enums import ReturnReason

REASON = "号码为国家标准中的示例，不是个人信息。"
SHOP = '<p>请到<a href="https://shop.example/1">网店</a>。</p>'


@pytest.fixture
def article(desk):
    return desk.article(body=[("paragraph", WITH_IDENTITY)])


def now(article):
    """The newest draft, as stored."""
    return draft_of(ArticlePage.objects.get(pk=article.pk))


def first_of(article):
    return check_sheet(now(article)).findings[0]


def verbs_on(article):
    return [entry.act for entry in entries_on(*subject_of(article).audited()[:2])]


def let_pass(article, desk, **options):
    options = {"reason": REASON, "actor": desk.office.first, **options}
    return override_finding(article, first_of(article).key, **options)


def test_submission_with_an_identity_number_is_refused_and_lists_it(desk, article):
    with pytest.raises(errors.ChecksBlock) as refused:
        desk.submit(article)

    assert [finding.found for finding in refused.value.findings] == [IDENTITY]
    assert str(refused.value.findings[0].message) in str(refused.value)
    assert not newsroom.article_stage(article).review


def test_submission_goes_through_after_the_mend(desk, article):
    assert mend_safe_findings(article, actor=desk.office.editor) == 1

    assert desk.submit(article).level == 1


def test_emergency_release_with_an_identity_number_is_refused(desk, article):
    with pytest.raises(errors.ChecksBlock):
        newsroom.request_emergency_release(
            article,
            account_ids=desk.account_ids,
            reason="震区道路中断，须即时告知公众",
            actor=desk.office.publisher,
        )

    assert not article.emergencies.exists()


def test_number_in_the_reason_of_an_override_is_masked_for_good(desk, article):
    kept = let_pass(article, desk, reason=f"号码{IDENTITY}系公开案例，可以保留")

    (entry,) = [one for one in entries_on(*subject_of(article).audited()[:2]) if "override" in one.act]
    assert IDENTITY not in kept.reason
    assert IDENTITY not in str(entry.detail)


def test_mend_changes_this_number_and_keeps_the_markup(desk, article):
    finding = first_of(article)

    mend_finding(article, finding.key, actor=desk.office.editor)

    (block,) = stored_body(now(article))
    assert block["value"] == WITH_IDENTITY.replace(IDENTITY, finding.mends[0])


def test_mend_makes_the_clicker_a_contributor(desk, article):
    mend_safe_findings(article, actor=desk.office.first)

    assert desk.office.first in newsroom.contributors(article)
    assert "newsroom.mend_findings" in verbs_on(article)


def test_mend_in_review_starts_the_review_again(desk):
    article = desk.article(body=[("paragraph", SHOP)], weibo_text="甲")
    LinkRuleFactory(value="shop.example", kind=LinkRuleKind.SHORT)
    desk.submit(article)
    desk.approve(article, levels=1)
    desk.edit(article, weibo_text=f"号码{IDENTITY}")

    mend_safe_findings(article, actor=desk.office.editor)

    assert newsroom.article_stage(article).review.level == 1


def test_mend_by_somebody_who_does_not_write_is_refused(desk, article):
    with pytest.raises(errors.MayNotWrite):
        mend_safe_findings(article, actor=desk.office.publisher)


def test_mend_of_a_text_that_was_changed_meanwhile_is_refused(desk, article):
    finding = first_of(article)
    desk.edit(article, body=[("paragraph", f"<p>另一句{IDENTITY}。</p>")])

    with pytest.raises(errors.FindingGone):
        mend_finding(article, finding.key, actor=desk.office.editor)


def test_mend_with_a_number_that_is_not_offered_is_refused(desk, article):
    with pytest.raises(errors.NotMendable):
        mend_finding(article, first_of(article).key, number=7, actor=desk.office.editor)


def test_mend_all_with_nothing_safe_is_refused(desk):
    with pytest.raises(errors.NotMendable):
        mend_safe_findings(desk.article(), actor=desk.office.editor)


def test_mend_all_mends_several_in_one_paragraph_and_in_fields(desk):
    article = desk.article(
        body=[("paragraph", f"<p>甲{IDENTITY}，乙<b>{IDENTITY}</b>。</p>")], weibo_text=f"丙{IDENTITY}"
    )

    assert mend_safe_findings(article, actor=desk.office.editor) == 3

    assert check_sheet(now(article)).findings == ()


def test_override_by_a_reviewer_opens_the_gate(desk, article):
    kept = let_pass(article, desk)

    assert (kept.by, kept.reason) == (desk.office.first, REASON)
    assert desk.submit(article).level == 1


def test_override_is_on_record_without_the_number(desk, article):
    let_pass(article, desk)

    entry = next(
        one
        for one in entries_on(*subject_of(article).audited()[:2])
        if one.act == "newsroom.override_finding"
    )
    assert entry.detail["reason"] == REASON
    assert IDENTITY not in str(entry.detail)


def test_override_needs_ten_characters(desk, article):
    with pytest.raises(errors.ReasonTooShort):
        let_pass(article, desk, reason="没有问题")

    assert not Override.objects.exists()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.PUBLISHER, Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_override_by_who_is_no_reviewer_is_refused(desk, article, role):
    with pytest.raises(errors.MayNotOverride):
        let_pass(article, desk, actor=somebody(role, desk.office.unit))


def test_override_by_a_reviewer_of_another_unit_is_refused(desk, article):
    with pytest.raises(errors.MayNotOverride):
        let_pass(article, desk, actor=somebody(Role.FIRST_REVIEWER, UnitFactory()))


def test_override_by_a_reviewer_above_is_allowed(desk):
    below = UnitFactory(parent=desk.office.unit)
    article = desk.article(unit=below, body=[("paragraph", WITH_IDENTITY)])

    assert let_pass(article, desk).by == desk.office.first


def test_override_of_own_work_is_refused(desk, article):
    desk.edit(article, by=desk.office.first)

    with pytest.raises(errors.OwnFinding):
        let_pass(article, desk)


def test_override_for_an_absent_contributor_is_refused(desk):
    article = desk.article(owner=desk.office.first, body=[("paragraph", WITH_IDENTITY)])

    with pytest.raises(errors.MayNotOverride):
        let_pass(article, desk, actor=stand_in(desk.office.first))


def test_override_holds_for_this_sentence_alone(desk, article):
    let_pass(article, desk)
    desk.edit(article, body=[("paragraph", f"<p>受理人身份证号{IDENTITY}。</p>")])

    with pytest.raises(errors.ChecksBlock):
        desk.submit(article)


def test_override_holds_when_the_sentence_moves(desk, article):
    let_pass(article, desk)
    desk.edit(article, body=[("paragraph", "<p>先说一句。</p>"), ("paragraph", WITH_IDENTITY)])

    assert desk.submit(article).level == 1


def test_override_of_one_article_says_nothing_of_another(desk, article):
    let_pass(article, desk)

    with pytest.raises(errors.ChecksBlock):
        desk.submit(desk.article(body=[("paragraph", WITH_IDENTITY)]))


def test_approval_asks_the_checks_again(desk):
    article = desk.article(body=[("paragraph", SHOP)])
    desk.submit(article)
    LinkRuleFactory(value="shop.example")

    with pytest.raises(errors.ChecksBlock):
        desk.approve(article, levels=1)

    let_pass(article, desk, reason="该链接为助农活动的官方页面，可以保留。")
    desk.approve(article)
    assert newsroom.article_stage(article).review.state == "approved"


def test_article_that_the_checks_block_may_still_be_returned(desk):
    article = desk.article(body=[("paragraph", SHOP)])
    desk.submit(article)
    LinkRuleFactory(value="shop.example")

    review = newsroom.return_article(
        article, reason=ReturnReason.FACTS, comment="请删去网店链接", actor=desk.office.first
    )

    assert review.state == "returned"


def test_reprint_of_an_own_unit_is_no_finding(desk):
    ReprintSourceFactory(name="新华社")
    article = desk.article(origin_kind=OriginKind.REPRINT, source_name=desk.office.unit.name)

    assert desk.submit(article).level == 1


def count_of(code="personal_data"):
    row = CheckCount.objects.filter(code=code)
    return [(one.found, one.mended, one.overridden) for one in row]


def test_refused_submissions_count_a_finding_once(desk, article):
    for _try in range(3):
        with pytest.raises(errors.ChecksBlock):
            desk.submit(article)

    assert count_of() == [(1, 0, 0)]


def test_mend_by_click_is_counted(desk, article):
    mend_safe_findings(article, actor=desk.office.editor)

    assert count_of() == [(1, 1, 0)]


def test_mend_by_hand_is_counted_at_the_next_submission(desk, article):
    with pytest.raises(errors.ChecksBlock):
        desk.submit(article)
    desk.edit(article, body=[("paragraph", "<p>联系人张三。</p>")])

    desk.submit(article)

    assert count_of() == [(1, 1, 0)]


def test_override_is_counted_with_the_column(desk, article):
    let_pass(article, desk)
    desk.submit(article)

    assert count_of() == [(1, 0, 1)]
    assert CheckCount.objects.get().column_key == str(article.column_id)


def test_counts_are_kept_by_day_in_beijing(desk, article, hour):
    mend_safe_findings(article, actor=desk.office.editor)
    hour.shift(timedelta(hours=16))  # past midnight in Beijing, not in Greenwich
    mend_safe_findings(desk.article(column=article.column, body=[("paragraph", WITH_IDENTITY)]),
                       actor=desk.office.editor)  # fmt: skip

    assert [str(row.day) for row in CheckCount.objects.order_by("day")] == ["2026-01-15", "2026-01-16"]


def test_no_count_knows_a_person():
    names = {field.name for field in CheckCount._meta.get_fields()}
    related = [field for field in CheckCount._meta.get_fields() if field.is_relation]

    assert related == []
    assert names == {"id", "day", "column_key", "code", "found", "mended", "overridden"}
