"""Putting matters together and apart: codes, clocks and messages survive whatever is merged and split."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.inbox import duty_officer, opened_matter
from tests.factories.people import UnitFactory
from zhenglian.audit.models import Entry
from zhenglian.clocks import api as clocks
from zhenglian.clocks.models import Run
from zhenglian.inbox import errors
from zhenglian.inbox.actions.claims import claim
from zhenglian.inbox.actions.course import classify, close, note_answered
from zhenglian.inbox.actions.matters import subject_of
from zhenglian.inbox.actions.merging import merge, unmerge
from zhenglian.inbox.actions.receipts import withdraw
from zhenglian.inbox.actions.splitting import Part, split
from zhenglian.inbox.enums import UNDER_WAY, MatterState
from zhenglian.inbox.models import Matter, Message, Reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def matters(clock):
    """Three of one team, each a day after the other."""
    found = [opened_matter(clock=clock)]
    for _ in range(2):
        clock.advance(timedelta(days=1))
        found.append(opened_matter(clock=clock, unit=found[0].unit))
    return found


@pytest.fixture
def officer(matters):
    return duty_officer(matters[0].unit)


def test_merged_matters_keep_their_codes_and_their_clocks(matters, officer, clock):
    first, second, third = matters

    into = merge([second, third], first, actor=officer, clock=clock)

    assert into == first
    assert into.state in UNDER_WAY
    for part in (second, third):
        part.refresh_from_db()
        assert (part.state, part.merged_into) == (MatterState.MERGED, first)
        assert clocks.run_of(subject_of(part)).finished_at is None
    assert Entry.objects.get(act="inbox.merge").detail == {"matters": [second.code, third.code]}


def test_what_was_merged_before_moves_along(matters, officer, clock):
    first, second, third = matters
    merge([third], second, actor=officer, clock=clock)

    merge([second], first, actor=officer, clock=clock)

    assert set(first.merged_matters.all()) == {second, third}


def test_the_one_that_is_due_first_stays(matters, officer, clock):
    first, second, _third = matters

    code = f"{first.code[:4]}-{first.code[4:8]}-{first.code[8:]}"
    with pytest.raises(errors.MergeIntoEarliest, match=code):
        merge([first], second, actor=officer, clock=clock)

    classify(first, "complaint", actor=officer, clock=clock)  # now due later than the second
    assert merge([first], second, actor=officer, clock=clock) == second


def test_what_cannot_be_merged(matters, officer, clock):
    first, second, third = matters
    with pytest.raises(errors.CannotMerge):
        merge([first], first, actor=officer, clock=clock)
    with pytest.raises(errors.CannotMerge):
        merge([], first, actor=officer, clock=clock)
    note_answered(third, at=clock.now(), actor=None, clock=clock)
    with pytest.raises(errors.CannotMerge):
        merge([third], first, actor=officer, clock=clock)
    claim(second, actor=duty_officer(second.unit), clock=clock)
    with pytest.raises(errors.NotClaimedByYou):
        merge([second], first, actor=officer, clock=clock)
    with pytest.raises(errors.MayNotHandle):
        merge([opened_matter(clock=clock)], first, actor=officer, clock=clock)


def test_a_merge_by_mistake_is_undone_and_makes_nobody_wait_longer(matters, officer, clock):
    first, second, _third = matters
    due = second.answer_due_at
    merge([second], first, actor=officer, clock=clock)
    clock.advance(timedelta(days=30))

    matter = unmerge(second, actor=officer, clock=clock)

    assert (matter.state, matter.merged_into) == (MatterState.NEW, None)
    assert matter.answer_due_at == due
    assert matter.next_due_at is not None
    with pytest.raises(errors.CannotMerge):
        unmerge(second, actor=officer, clock=clock)


def test_what_was_answered_is_not_taken_out(matters, officer, clock):
    first, second, _third = matters
    merge([second], first, actor=officer, clock=clock)
    note_answered(first, at=clock.now(), actor=officer, clock=clock)
    note_answered(second, at=clock.now(), actor=officer, clock=clock)

    with pytest.raises(errors.CannotMerge):
        unmerge(second, actor=officer, clock=clock)


def test_a_split_matter_goes_on_as_the_first_part(matters, officer, clock):
    matter = claim(matters[0], actor=officer, clock=clock)
    team = UnitFactory()
    parts = [Part("路灯坏了", "consultation", matter.unit), Part("举报噪声", "complaint", team)]
    told = Reply.objects.count()

    kept, other = split(matter, parts, actor=officer, clock=clock)

    assert (kept.code, kept.summary, kept.assignee) == (matter.code, "路灯坏了", officer)
    assert (other.summary, other.class_key, other.unit) == ("举报噪声", "complaint", team)
    assert (other.received_at, other.split_from, other.origin) == (matter.received_at, matter, matter.origin)
    assert other.state == MatterState.NEW
    assert other.answer_due_at == clocks.run_of(subject_of(other)).answer_due_at
    assert Reply.objects.count() == told + 1  # the citizen gets the second code
    assert Entry.objects.get(act="inbox.split").detail == {"into": [other.code]}


def test_the_first_part_may_go_to_another_team_and_class(matters, officer, clock):
    matter = claim(matters[0], actor=officer, clock=clock)
    team = UnitFactory()
    parts = [Part("投诉", "complaint", team), Part("咨询", "consultation", matter.unit)]

    kept, _other = split(matter, parts, actor=officer, clock=clock)

    assert (kept.unit, kept.assignee, kept.state, kept.class_key) == (
        team,
        None,
        MatterState.NEW,
        "complaint",
    )
    assert clocks.run_of(subject_of(kept)).class_key == "complaint"


@pytest.mark.parametrize("summaries", [["一"], ["一", "  "], [str(n) for n in range(11)]])
def test_one_part_or_none_or_a_crowd_is_no_split(matters, officer, clock, summaries):
    matter = claim(matters[0], actor=officer, clock=clock)

    with pytest.raises(errors.CannotSplit):
        split(
            matter,
            [Part(text, "complaint", matter.unit) for text in summaries],
            actor=officer,
            clock=clock,
        )

    assert Matter.objects.count() == len(matters)


def test_only_who_has_it_splits_it(matters, officer, clock):
    parts = [Part("一", "complaint", matters[0].unit), Part("二", "complaint", matters[0].unit)]

    with pytest.raises(errors.NotClaimedByYou):
        split(matters[0], parts, actor=officer, clock=clock)


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["merge", "unmerge", "split"]),
            st.integers(0, 7),
            st.integers(0, 7),
            st.sampled_from(["consultation", "complaint", "emergency"]),
        ),
        max_size=8,
    )
)
def test_whatever_is_merged_and_split_nothing_is_lost(matters, officer, clock, acts):
    """Codes stay, messages stay with a matter, merges end in one that is under way, clocks agree."""
    codes = set(Matter.objects.values_list("code", flat=True))
    said = Message.objects.filter(direction="in").count()

    for act, one, two, key in acts:
        every = list(Matter.objects.order_by("pk"))
        first, second = every[one % len(every)], every[two % len(every)]
        try:
            if act == "merge":
                merge([first], second, actor=officer, clock=clock)
            elif act == "unmerge":
                unmerge(first, actor=officer, clock=clock)
            else:
                first = claim(first, actor=officer, clock=clock)
                parts = [Part("一", key, first.unit), Part("二", "consultation", first.unit)]
                split(first, parts, actor=officer, clock=clock)
        except (errors.CannotMerge, errors.MergeIntoEarliest, errors.NotUnderWay):
            continue

    rows = list(Matter.objects.select_related("merged_into"))
    assert codes <= {row.code for row in rows}
    assert Message.objects.filter(direction="in", matter__isnull=False).count() == said
    for row in rows:
        run = Run.objects.get(subject_kind="inbox.matter", subject_id=str(row.pk))
        assert row.answer_due_at == run.answer_due_at == clocks.recompute(run).answer_due_at
        assert (row.state == MatterState.MERGED) == (row.merged_into is not None)
        assert run.finished_at is None
        assert row.received_at == run.received_at
        if row.merged_into is not None:
            assert row.merged_into.state in UNDER_WAY


def test_who_was_merged_into_a_withdrawn_letter_is_not_forgotten(matters, officer, clock):
    first, second, third = matters
    merge([second, third], first, actor=officer, clock=clock)

    withdraw(first.code, clock=clock)

    for part in (second, third):
        part.refresh_from_db()
        assert (part.state, part.merged_into) == (MatterState.NEW, None)
        assert part.answer_due_at is not None
        assert clocks.run_of(subject_of(part)).finished_at is None


def test_closing_a_letter_does_not_close_what_was_merged_into_it(matters, officer, clock):
    first, second, _third = matters
    merge([second], first, actor=officer, clock=clock)
    claim(first, actor=officer, clock=clock)

    close(first, reason="广告", actor=officer, clock=clock)

    second.refresh_from_db()
    assert (second.state, second.merged_into) == (MatterState.NEW, None)


@pytest.mark.parametrize(("state", "way"), [("in_review", "web"), ("returned", "web"), ("waiting", "phone")])
def test_nothing_is_merged_while_an_answer_to_one_is_being_decided(state, way, matters, officer, clock):
    first, second, _third = matters
    Reply.objects.create(matter=first, is_answer=True, state=state, way=way, created_at=clock.now())

    with pytest.raises(errors.CannotMerge):
        merge([second], first, actor=officer, clock=clock)
