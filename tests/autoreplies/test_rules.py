"""Drafting, publishing, restoring and stopping rules; who may; what is recorded; what stays explainable."""

from datetime import date

import pytest

from tests.factories.autoreplies import NINE_TO_FIVE, a_rule, a_sheet, later, live_rule_set
from tests.factories.people import StaffFactory, UnitFactory
from tests.factories.reviews import somebody
from zhenglian.accounts.enums import AccountState, Platform
from zhenglian.audit.models import Entry
from zhenglian.autoreplies import api, errors
from zhenglian.autoreplies.actions.drafting import (
    drop_draft,
    move_rule,
    put_rule,
    put_sheet,
    remove_rule,
    restore_rules,
    set_hours,
)
from zhenglian.autoreplies.actions.publishing import publish_rules, stop_rules
from zhenglian.autoreplies.book import Said
from zhenglian.autoreplies.enums import Trigger, VersionState
from zhenglian.autoreplies.models import RuleSet
from zhenglian.autoreplies.rules import can_edit, editable_accounts
from zhenglian.autoreplies.selectors import live_rules, rule_draft
from zhenglian.people.enums import Role
from zhenglian.workdays.api import add_notice, read_notice

COMPLAINT = Said("text", "我要投诉")


def names(rule_set):
    return [rule.name for rule in rule_set.sheet.rules]


def acts():
    return list(Entry.objects.order_by("sequence").values_list("act", flat=True))


def test_first_rule_makes_a_draft_and_answers_nobody(wechat, officer, clock):
    draft = put_rule(wechat, a_rule(name="投诉"), actor=officer, clock=clock)

    assert (draft.state, draft.number, draft.sheet.rules[0].number) == (VersionState.DRAFT, 1, 1)
    assert api.books() == {}


def test_published_draft_answers_and_is_recorded(wechat, officer, clock):
    live_rule_set(wechat, a_rule(), actor=officer, clock=clock)

    reply = api.books()[wechat.pk].answer(COMPLAINT, clock.now())

    assert reply.text == "已收到。"
    entry = Entry.objects.latest("sequence")
    assert (entry.act, entry.detail["rules"]) == ("autoreplies.publish_rules", 1)
    assert "已收到" not in str(entry.detail)


def test_change_after_publishing_makes_another_draft_and_leaves_the_live_one(wechat, officer, clock):
    live = live_rule_set(wechat, a_rule(), actor=officer, clock=clock)
    changed = a_rule(1, text="换了。")

    draft = put_rule(wechat, changed, actor=officer, clock=clock)

    assert draft.number == live.number + 1
    assert live_rules(wechat).sheet.rules[0].text == "已收到。"


def test_what_was_answered_stays_explainable_in_all_versions(wechat, officer, clock):
    live_rule_set(wechat, a_rule(), actor=officer, clock=clock)
    old = api.books()[wechat.pk].answer(COMPLAINT, clock.now())
    draft = put_rule(wechat, a_rule(1, text="换了。"), actor=officer, clock=later(clock, hours=1))
    publish_rules(wechat, seen=draft.edit, actor=officer, clock=clock)
    stop_rules(wechat, actor=officer, clock=clock)

    assert api.reply_of(old.ref) == old
    assert old.text == "已收到。"


@pytest.mark.parametrize("ref", ["", "x", "1/2/3", "/", "0/1", "99999999999999999999/1", "-1/1", "1"])
def test_reference_of_nobody_is_nothing(wechat, ref):
    assert api.reply_of(ref) is None


def test_many_references_cost_one_query(wechat, officer, clock, django_assert_num_queries):
    live = live_rule_set(wechat, a_rule(), a_rule(name="第二"), actor=officer, clock=clock)
    refs = [f"{live.pk}/1", f"{live.pk}/2", f"{live.pk}/9", "unread"]

    with django_assert_num_queries(1):
        found = api.replies_of(refs)

    assert sorted(found) == refs[:2]


def test_rules_are_moved_and_removed_in_the_draft(wechat, officer, clock):
    draft = put_sheet(wechat, a_sheet(*(a_rule(name=name) for name in "甲乙丙")), actor=officer, clock=clock)

    draft = move_rule(wechat, 3, -2, seen=draft.edit, actor=officer, clock=clock)
    assert names(draft) == ["丙", "甲", "乙"]
    draft = move_rule(wechat, 3, 99, seen=draft.edit, actor=officer, clock=clock)
    assert names(draft) == ["甲", "乙", "丙"]
    draft = remove_rule(wechat, 2, seen=draft.edit, actor=officer, clock=clock)
    assert names(draft) == ["甲", "丙"]


def test_number_of_a_removed_rule_is_never_used_again(wechat, officer, clock):
    live_rule_set(wechat, a_rule(), actor=officer, clock=clock)
    draft = remove_rule(wechat, 1, actor=officer, clock=clock)

    draft = put_rule(wechat, a_rule(name="新"), seen=draft.edit, actor=officer, clock=clock)

    assert [rule.number for rule in draft.sheet.rules] == [2]


def test_second_editor_is_told_that_the_draft_has_moved(wechat, officer, clock):
    draft = put_rule(wechat, a_rule(), actor=officer, clock=clock)
    put_rule(wechat, a_rule(name="别人的"), seen=draft.edit, actor=officer, clock=clock)

    with pytest.raises(errors.DraftMoved):
        put_rule(wechat, a_rule(name="迟到的"), seen=draft.edit, actor=officer, clock=clock)
    with pytest.raises(errors.DraftMoved):
        put_rule(wechat, a_rule(name="没看到草稿的"), actor=officer, clock=clock)
    assert names(rule_draft(wechat)) == ["规则0", "别人的"]


def test_rule_that_is_gone_is_not_changed(wechat, officer, clock):
    draft = put_rule(wechat, a_rule(), actor=officer, clock=clock)

    with pytest.raises(errors.RuleGone):
        put_rule(wechat, a_rule(7), seen=draft.edit, actor=officer, clock=clock)
    with pytest.raises(errors.RuleGone):
        remove_rule(wechat, 7, seen=draft.edit, actor=officer, clock=clock)


def test_draft_that_breaks_limits_is_not_published_and_all_of_them_are_said(wechat, officer, clock):
    sheet = a_sheet(a_rule(text="字" * 700, name="太长"), a_rule(text="", name="空的"))
    draft = put_sheet(wechat, sheet, actor=officer, clock=clock)

    with pytest.raises(errors.RulesNotFit) as refusal:
        publish_rules(wechat, seen=draft.edit, actor=officer, clock=clock)

    assert [name in text for name, text in zip(["太长", "空的"], refusal.value.complaints, strict=True)]
    assert api.books() == {}


def test_same_rules_are_not_published_twice(wechat, officer, clock):
    live_rule_set(wechat, a_rule(), actor=officer, clock=clock)
    draft = set_hours(wechat, NINE_TO_FIVE, actor=officer, clock=clock)

    with pytest.raises(errors.NothingChanged):
        publish_rules(wechat, seen=draft.edit, actor=officer, clock=clock)


def test_without_a_draft_nothing_is_published(wechat, officer, clock):
    with pytest.raises(errors.NoDraft):
        publish_rules(wechat, seen=1, actor=officer, clock=clock)


def test_earlier_version_is_taken_up_as_draft_and_published_anew(wechat, officer, clock):
    live_rule_set(wechat, a_rule(), actor=officer, clock=clock)
    draft = put_rule(wechat, a_rule(1, text="换了。"), actor=officer, clock=clock)
    publish_rules(wechat, seen=draft.edit, actor=officer, clock=clock)

    draft = restore_rules(wechat, 1, actor=officer, clock=clock)
    publish_rules(wechat, seen=draft.edit, actor=officer, clock=clock)

    states = dict(RuleSet.objects.values_list("number", "state"))
    assert states == {1: VersionState.OLD, 2: VersionState.OLD, 3: VersionState.LIVE}
    assert live_rules(wechat).sheet.rules[0].text == "已收到。"
    with pytest.raises(errors.VersionGone):
        restore_rules(wechat, 9, actor=officer, clock=clock)


def test_stopped_account_answers_nothing_by_itself(wechat, officer, clock):
    live_rule_set(wechat, a_rule(), actor=officer, clock=clock)

    stop_rules(wechat, actor=officer, clock=clock)

    assert api.books() == {}
    assert acts()[-1] == "autoreplies.stop_rules"
    with pytest.raises(errors.NoDraft):
        stop_rules(wechat, actor=officer, clock=clock)


def test_draft_thrown_away_is_gone_and_recorded(wechat, officer, clock):
    draft = put_rule(wechat, a_rule(), actor=officer, clock=clock)

    drop_draft(wechat, seen=draft.edit, actor=officer, clock=clock)

    assert rule_draft(wechat) is None
    assert acts() == ["autoreplies.drop_rules"]


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.DUTY_OFFICER, True),
        (Role.PUBLISHER, True),
        (Role.MATRIX_MANAGER, True),
        (Role.ADMINISTRATOR, True),
        (Role.EDITOR, False),
        (Role.SUPERVISOR, False),
        (Role.THIRD_REVIEWER, False),
    ],
)
def test_role_decides_who_may_edit(wechat, role, may, clock):
    person = somebody(role, wechat.unit)

    assert can_edit(person, wechat, clock=clock) is may
    assert (wechat.pk in editable_accounts(person, clock=clock)) is may


def test_role_of_another_unit_does_not_count(wechat, clock):
    stranger = somebody(Role.DUTY_OFFICER, UnitFactory())

    for act in (
        lambda: put_rule(wechat, a_rule(), actor=stranger, clock=clock),
        lambda: publish_rules(wechat, seen=1, actor=stranger, clock=clock),
        lambda: stop_rules(wechat, actor=stranger, clock=clock),
        lambda: drop_draft(wechat, seen=1, actor=stranger, clock=clock),
    ):
        with pytest.raises(errors.MayNotEdit):
            act()
    assert not editable_accounts(stranger, clock=clock)


def test_superuser_may_edit_everywhere(wechat, clock):
    chief = StaffFactory(is_superuser=True)

    assert can_edit(chief, wechat, clock=clock)
    assert wechat.pk in editable_accounts(chief, clock=clock)


@pytest.mark.parametrize(
    "change", [{"platform": Platform.WEBSITE}, {"platform": Platform.MANUAL}, {"state": AccountState.CLOSED}]
)
def test_account_that_cannot_answer_has_no_rules(wechat, officer, clock, change):
    for name, value in change.items():
        setattr(wechat, name, value)

    with pytest.raises(errors.NoAutoReplies):
        put_rule(wechat, a_rule(), actor=officer, clock=clock)


def test_closed_account_has_no_book_and_a_stopped_one_keeps_it(wechat, weibo, clock):
    for account, state in ((wechat, AccountState.CLOSED), (weibo, AccountState.STOPPED)):
        live_rule_set(account, a_rule(), clock=clock)
        account.state = state
        account.save()

    assert list(api.books()) == [weibo.pk]


def test_unreadable_rules_of_one_account_leave_the_others_answering(wechat, weibo, clock):
    live_rule_set(weibo, a_rule(), clock=clock)
    broken = live_rule_set(wechat, a_rule(1, Trigger.PATTERN, "停水"), clock=clock)
    broken.content["rules"][0]["words"] = ["(a+)+"]
    broken.save()

    assert list(api.books()) == [weibo.pk]


def test_version_changes_with_rules_and_holidays_only(wechat, officer, clock):
    seen = [api.version()]
    draft = put_rule(wechat, a_rule(), actor=officer, clock=clock)
    assert api.version() == seen[-1]

    publish_rules(wechat, seen=draft.edit, actor=officer, clock=clock)
    seen.append(api.version())
    stop_rules(wechat, actor=officer, clock=clock)
    seen.append(api.version())
    days = read_notice(2031, "1月1日 元旦", "")
    add_notice(2031, days, title="放假安排", published_on=date(2030, 11, 4), actor=None, clock=clock)
    seen.append(api.version())
    assert len(set(seen)) == 4


def test_version_costs_two_small_queries(wechat, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        api.version()
