"""What every channel must do, whatever stands behind it. A new adapter adds a line to `cases.CASES`.

Runs against the sandbox over HTTP for WeChat and Weibo, against our own shelf for the website. What people
post by hand passes the same suite: it must never claim that readers see it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import FrozenInstanceError, replace
from datetime import timedelta

import pytest

from tests.contracts.cases import CASES
from tests.factories.channels import PAYLOADS
from zhenglian.accounts.enums import Platform
from zhenglian.channels.actions.outcomes import take_receipt
from zhenglian.channels.actions.progress import StoredProgress
from zhenglian.channels.clients import CHANNELS
from zhenglian.channels.clients.base import Channel, Found, NotFound, PlatformFault, Receipt, RenderingDiffers
from zhenglian.channels.clients.capabilities import CAPABILITIES, Capabilities
from zhenglian.channels.enums import FailureClass
from zhenglian.channels.lint import payload_findings
from zhenglian.channels.reasons import REASONS

pytestmark = pytest.mark.django_db


class Emptied:
    """A meter that has nothing left, and remembers what it was asked for."""

    def __init__(self):
        self.asked = []

    def spend(self, call):
        self.asked.append(call)
        raise PlatformFault(FailureClass.QUOTA, "weibo_quota", code="0")


class Counting:
    def __init__(self):
        self.asked = []

    def spend(self, call):
        self.asked.append(call)


def metered(parcel, meter):
    return replace(parcel, sender=replace(parcel.sender, meter=meter))


def settled(channel, parcel, progress, clock):
    """The receipt of a send that readers can see, however long it takes."""
    receipt = channel.send(parcel, progress)
    for wait in channel.check_plan:
        if receipt is not None and receipt.state == "published":
            return receipt
        clock.advance(wait + timedelta(hours=1))
        receipt = channel.check(parcel, progress)
    return receipt


def published(channel, parcel, progress, clock):
    """As `settled`; skips what a person posts, for which there is nothing to look at."""
    if channel.capabilities.is_by_hand:
        pytest.skip("a person posts it")
    return settled(channel, parcel, progress, clock)


def calls_in(log):
    """Steps that are calls to somebody else; ours have no slash in their names."""
    return [one for one in log if "/" in one.step]


# — What it says of itself —


def test_every_registered_channel_is_in_this_suite():
    assert {str(case.platform) for case in CASES} == set(CHANNELS) == set(CAPABILITIES)
    assert set(PAYLOADS) == {case.platform for case in CASES}


def test_capabilities_are_frozen_and_its_own(case):
    capabilities = CHANNELS[case.platform].capabilities

    assert isinstance(capabilities, Capabilities)
    assert capabilities.platform == case.platform
    with pytest.raises(FrozenInstanceError):
        capabilities.text_max = 1


def test_plans_grow_and_fit_the_way_of_answering(case):
    channel = CHANNELS[case.platform]

    assert issubclass(channel, Channel)
    assert list(channel.check_plan) == sorted(channel.check_plan)
    assert list(channel.find_plan) == sorted(channel.find_plan)
    assert channel.check_plan or not channel.capabilities.result_comes_later


def test_sample_payload_passes_its_own_lint(case):
    findings = payload_findings(case.payload(), {}, ())

    assert [one.code for one in findings if one.blocks and one.code != "picture_missing"] == []


def test_empty_text_is_stopped_by_its_lint(case):
    findings = payload_findings(replace(case.payload(), **{case.field: ""}), {}, ())

    assert [one for one in findings if one.blocks and one.code != "picture_missing"]


# — Sending —


def test_send_is_seen_by_readers_with_an_address(channel, parcel, progress, sandbox_clock):
    receipt = published(channel, parcel, progress, sandbox_clock)

    assert isinstance(receipt, Receipt)
    assert receipt.state == "published"
    assert receipt.platform_id


def test_address_is_told_unless_the_platform_tells_none(channel, parcel, progress, sandbox_clock, case):
    receipt = published(channel, parcel, progress, sandbox_clock)

    is_told_by_event_only = case.account == "mass_account"
    assert receipt.url.startswith("http") or is_told_by_event_only


def test_first_answer_is_as_the_capabilities_say(channel, parcel, progress):
    receipt = channel.send(parcel, progress)

    assert (receipt.state == "by_hand") == channel.capabilities.is_by_hand
    assert (receipt.state == "accepted") == channel.capabilities.result_comes_later


def test_what_a_person_posts_is_handed_over_with_words_that_say_what_to_do(channel, parcel, progress, held):
    if not channel.capabilities.is_by_hand:
        pytest.skip("no person is needed")

    receipt = channel.send(parcel, progress)

    assert receipt.reason in REASONS
    assert not receipt.platform_id
    assert calls_in(held.attempt_log.all()) == []
    assert progress.get("in_flight") is None


def test_receipt_on_record_ends_the_flight(channel, parcel, progress, held, sandbox_clock):
    """Not the client: a worker that dies between the answer and the record must be looked for (ADR 5)."""
    receipt = channel.send(parcel, progress)

    take_receipt(held, receipt, channel, clock=sandbox_clock)

    held.refresh_from_db()
    assert "in_flight" not in held.progress
    assert held.state == receipt.state


def test_every_call_to_a_platform_is_logged(channel, parcel, progress, held):
    channel.send(parcel, progress)

    log = list(held.attempt_log.all())
    assert log
    assert {one.outcome for one in log} == {"ok"}


def test_payload_that_is_not_the_sealed_one_does_not_leave(case, channel, parcel, progress):
    with pytest.raises(RenderingDiffers):
        channel.send(replace(parcel, payload=case.altered()), progress)
    assert isinstance(channel.find(parcel, progress), NotFound)


def test_payload_of_another_platform_does_not_leave(case, channel, parcel, progress):
    other = next(platform for platform in Platform if platform != case.platform)

    with pytest.raises(PlatformFault) as caught:
        channel.send(replace(parcel, payload=PAYLOADS[other]()), progress)

    assert caught.value.failure == FailureClass.PERMANENT


# — The meter —


def test_every_logged_call_was_metered_before(channel, parcel, progress, held):
    meter = Counting()

    channel.send(metered(parcel, meter), progress)

    assert len(meter.asked) >= len(calls_in(held.attempt_log.all()))


def test_nothing_is_called_when_the_quota_is_used_up(channel, parcel, progress, held):
    meter = Emptied()

    with suppress(PlatformFault):  # none from ours, or a person's: nothing to count
        channel.send(metered(parcel, meter), progress)

    assert calls_in(held.attempt_log.all()) == []
    assert progress.get("in_flight") is None


# — Finding out —


def test_what_was_never_sent_is_not_found(channel, parcel, progress):
    assert isinstance(channel.find(parcel, progress), NotFound)


def test_what_arrived_although_the_answer_was_lost_is_never_sent_again(
    case, channel, parcel, progress, held, sandbox_clock
):
    """The worker forgets all but the moment of taking off: as after a kill in the middle of the call."""
    if channel.capabilities.is_by_hand:
        pytest.skip("the machine sends nothing")
    before = dict(held.progress)
    channel.take_off(progress, "send")
    flight = progress.get("in_flight")
    channel.send(parcel, progress)
    names = ("draft_id", "cover_id", "pictures", "submits")
    kept = {key: progress.get(key) for key in names if progress.get(key) is not None}
    held.progress = {**before, **kept, "in_flight": flight}
    sandbox_clock.advance(timedelta(hours=2))

    search = channel.find(parcel, StoredProgress(held, sandbox_clock))

    if case.account == "mass_account":  # the platform itself knows a repetition by its name (45065)
        assert isinstance(search, NotFound)
        assert search.is_safe
    else:
        assert isinstance(search, Found)
        assert search.receipt.state == "published"


# — Taking back —


def test_withdrawal_is_as_the_channel_says_it_can(channel, parcel, progress, taking_back, sandbox_clock):
    receipt = published(channel, parcel, progress, sandbox_clock)
    packed, steps = taking_back(receipt)

    taken = channel.withdraw(packed, steps)

    wanted = "withdrawn" if channel.can_withdraw(packed.sender) else "by_hand"
    assert taken.state == wanted
    assert wanted == "withdrawn" or taken.reason in REASONS


def test_static_capability_holds_for_every_account(channel, parcel):
    assert channel.can_withdraw(parcel.sender) or not channel.capabilities.can_delete


def test_what_was_withdrawn_is_found_to_be_gone(channel, parcel, progress, taking_back, sandbox_clock):
    packed, steps = taking_back(published(channel, parcel, progress, sandbox_clock))
    if not channel.can_withdraw(packed.sender):
        pytest.skip("a person deletes it")
    before = channel.find_withdrawal(packed, steps)

    channel.withdraw(packed, steps)

    assert isinstance(before, NotFound)
    assert isinstance(channel.find_withdrawal(packed, steps), Found)


def test_withdrawing_twice_is_harmless(channel, parcel, progress, taking_back, sandbox_clock):
    packed, steps = taking_back(published(channel, parcel, progress, sandbox_clock))

    first, second = channel.withdraw(packed, steps), channel.withdraw(packed, steps)

    assert first.state == second.state


def test_what_a_machine_cannot_delete_is_left_to_a_person_without_a_call(
    channel, parcel, progress, taking_back, sandbox_clock
):
    packed, steps = taking_back(published(channel, parcel, progress, sandbox_clock))
    if channel.can_withdraw(packed.sender):
        pytest.skip("the machine deletes it")
    meter = Emptied()

    assert channel.withdraw(metered(packed, meter), steps).state == "by_hand"
    assert meter.asked == []
