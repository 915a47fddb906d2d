"""The steps of a registered account, and those that do not exist."""

import pytest

from zhenglian.census.errors import StepForbidden
from zhenglian.census.inspection.lifecycle import STEPS, Status, steps_from, take_step

ALL_PROOFS = {need for step in STEPS for need in step.needs}
VERBS = {step.verb for step in STEPS}
ROAD = [
    "apply",
    "approve",
    "file",
    "open",
    "suspend",
    "resume",
    "start_closing",
    "close",
    "file_closing",
    "archive",
]


def test_whole_life_from_draft_to_archive():
    status, seen = Status.DRAFT, [Status.DRAFT]
    for verb in ROAD:
        status = take_step(status, verb, proofs=ALL_PROOFS).target
        seen.append(status)

    assert set(seen) == set(Status)
    assert status is Status.ARCHIVED


@pytest.mark.parametrize("status", Status)
def test_what_is_not_in_the_table_is_refused(status):
    for verb in VERBS - {step.verb for step in steps_from(status)}:
        with pytest.raises(StepForbidden):
            take_step(status, verb, proofs=ALL_PROOFS)


@pytest.mark.parametrize(
    "step", [step for step in STEPS if step.needs], ids=lambda step: f"{step.source}-{step.verb}"
)
def test_step_without_each_of_its_proofs_is_refused(step):
    for need in step.needs:
        with pytest.raises(StepForbidden, match=need):
            take_step(step.source, step.verb, proofs=ALL_PROOFS - {need})


def test_only_a_filed_account_becomes_active_for_the_first_time():
    assert {step.source for step in STEPS if step.target is Status.ACTIVE} - {
        Status.ACTIVE,
        Status.SUSPENDED,
    } == {Status.FILED}


def test_closing_needs_a_notice_its_days_and_the_archive():
    closing = [step for step in STEPS if step.target is Status.CLOSING]
    closed = [step for step in STEPS if step.target is Status.CLOSED_ON_PLATFORM]

    assert all("stop_notice" in step.needs for step in closing)
    assert all({"notice_days_over", "archive_export"} <= {*step.needs} for step in closed)
    assert {step.source for step in closed} == {Status.CLOSING}


@pytest.mark.parametrize("verb", ["rename", "change_subject"])
def test_change_keeps_the_status_and_leaves_a_filing_to_do(verb):
    step = take_step(Status.ACTIVE, verb, proofs=["public_notice"])

    assert (step.target, step.leaves) == (Status.ACTIVE, ("file_change",))


def test_archive_is_the_end():
    assert steps_from(Status.ARCHIVED) == ()
