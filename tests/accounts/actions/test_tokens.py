"""The token lease: who fetches, who waits, and what happens when the holder fails, dies or is slow."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from tests.factories.accounts import AccountFactory
from zhenglian.accounts.actions.accounts import resume_account
from zhenglian.accounts.actions.tokens import (
    FAILURE_KEPT,
    LEASE,
    PATIENCE_SECONDS,
    Waiting,
    refresh_token,
)
from zhenglian.accounts.errors import TokenNotFetched
from zhenglian.accounts.models import Account
from zhenglian.accounts.selectors import token_expiry, token_of

LATER = datetime(2026, 1, 15, 3, 0, tzinfo=UTC)
OLD, NEW, NEWER = ({"access_token": word} for word in ("old", "new", "newer"))
FACTS = {"reason": "busy", "code": "-1"}


@pytest.fixture
def account(db):
    return AccountFactory(token=OLD)


class Waits:
    """Stands in for sleeping: moves the clock, and lets something happen at a given look."""

    def __init__(self, clock=None, **at):
        self.clock, self.at, self.pauses = clock, at, []

    def waiting(self):
        return Waiting(sleep=self.sleep, jitter=lambda: 1.0)

    def sleep(self, seconds):
        self.pauses.append(seconds)
        if self.clock:
            self.clock.advance(timedelta(seconds=seconds))
        self.at.get(f"pause_{len(self.pauses)}", lambda: None)()


def never():
    raise AssertionError("nothing may be fetched")


def fails(calls):
    def fetch():
        calls.append(1)
        raise TokenNotFetched(FACTS)

    return fetch


def held(account, clock):
    """Another worker, somewhere, holds the lease."""
    Account.objects.filter(pk=account.pk).update(token_lease=7, token_lease_until=clock.now() + LEASE)


def test_token_is_fetched_when_it_is_the_one_found_unusable(account, clock):
    used = refresh_token(account, seen=OLD, fetch=lambda: (NEW, LATER), clock=clock)

    stored = Account.objects.get()
    assert (used, account.token, token_of(account), token_expiry(account)) == (NEW, NEW, NEW, LATER)
    assert (stored.token_lease, stored.token_lease_until) == (1, None)


def test_nothing_is_fetched_when_another_one_is_stored_already(account, clock):
    used = refresh_token(account, seen=NEWER, fetch=never, clock=clock)

    assert (used, account.token) == (OLD, OLD)


def test_waiting_one_takes_what_the_holder_stores(account, clock):
    held(account, clock)

    def holder_stores():
        Account.objects.filter(token_lease=7).update(token=NEW, token_lease_until=None)

    waits = Waits(pause_3=holder_stores)

    used = refresh_token(account, seen=OLD, fetch=never, clock=clock, waiting=waits.waiting())

    assert (used, len(waits.pauses)) == (NEW, 3)


def test_same_token_with_a_later_end_is_a_refresh_too(account, clock):
    held(account, clock)

    def holder_stores():
        Account.objects.filter(token_lease=7).update(token_expires_at=LATER, token_lease_until=None)

    waits = Waits(pause_1=holder_stores)

    assert refresh_token(account, seen=OLD, fetch=never, clock=clock, waiting=waits.waiting()) == OLD


def test_platform_that_hands_out_the_same_token_is_asked_once(account, clock):
    calls = []

    used = refresh_token(account, seen=OLD, fetch=lambda: calls.append(1) or (OLD, LATER), clock=clock)

    assert (used, calls) == (OLD, [1])


def test_lease_of_a_killed_holder_ends(account, clock):
    held(account, clock)
    waits, start = Waits(clock), clock.now()

    used = refresh_token(account, seen=OLD, fetch=lambda: (NEW, LATER), clock=clock, waiting=waits.waiting())

    assert used == NEW
    assert LEASE <= clock.now() - start < LEASE + timedelta(seconds=1)


def test_pauses_are_short_and_grow(account, clock):
    held(account, clock)
    waits = Waits(clock)

    refresh_token(account, seen=OLD, fetch=lambda: (NEW, LATER), clock=clock, waiting=waits.waiting())

    assert (waits.pauses[0], max(waits.pauses)) == (0.02, 0.25)
    assert waits.pauses == sorted(waits.pauses)


def test_waiting_ends_even_when_the_clock_stands_still(account, clock):
    held(account, clock)
    waits = Waits()

    with pytest.raises(TokenNotFetched) as caught:
        refresh_token(account, seen=OLD, fetch=never, clock=clock, waiting=waits.waiting())

    assert caught.value.facts == {}
    assert PATIENCE_SECONDS <= sum(waits.pauses) < PATIENCE_SECONDS + 1


def test_slow_holder_that_was_overtaken_stores_nothing(account, clock):
    def fetch():
        clock.advance(LEASE)
        refresh_token(Account.objects.get(), seen=OLD, fetch=lambda: (NEWER, LATER), clock=clock)
        return NEW, LATER

    used = refresh_token(account, seen=OLD, fetch=fetch, clock=clock)

    assert (used, token_of(account)) == (NEWER, NEWER)


def test_failure_leaves_the_old_token_and_answers_others_without_a_call(account, clock):
    calls = []

    for _ in range(64):
        with pytest.raises(TokenNotFetched) as caught:
            refresh_token(account, seen=OLD, fetch=fails(calls), clock=clock)
        assert caught.value.facts == FACTS

    assert (calls, token_of(account)) == ([1], OLD)


def test_failure_reaches_those_who_wait(account, clock):
    held(account, clock)

    def holder_fails():
        until = clock.now() + FAILURE_KEPT
        Account.objects.filter(token_lease=7).update(token_failure=FACTS, token_lease_until=until)

    waits = Waits(pause_1=holder_fails)

    with pytest.raises(TokenNotFetched) as caught:
        refresh_token(account, seen=OLD, fetch=never, clock=clock, waiting=waits.waiting())

    assert (caught.value.facts, len(waits.pauses)) == (FACTS, 1)


def test_failure_is_forgotten_after_a_moment(account, clock):
    with pytest.raises(TokenNotFetched):
        refresh_token(account, seen=OLD, fetch=fails([]), clock=clock)
    clock.advance(FAILURE_KEPT)

    assert refresh_token(account, seen=OLD, fetch=lambda: (NEW, LATER), clock=clock) == NEW
    assert Account.objects.get().token_failure is None


def test_failure_is_forgotten_when_a_person_resumes_the_account(account, clock):
    with pytest.raises(TokenNotFetched):
        refresh_token(account, seen=OLD, fetch=fails([]), clock=clock)

    resume_account(account, actor=None, clock=clock)

    assert refresh_token(account, seen=OLD, fetch=lambda: (NEW, LATER), clock=clock) == NEW


def test_error_of_our_own_frees_the_lease(account, clock):
    def fetch():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        refresh_token(account, seen=OLD, fetch=fetch, clock=clock)

    assert refresh_token(account, seen=OLD, fetch=lambda: (NEW, LATER), clock=clock) == NEW


@pytest.mark.skipif(connection.vendor != "postgresql", reason="threads share one SQLite in tests")
@pytest.mark.django_db(transaction=True)
def test_no_lock_is_held_while_one_fetches():
    account = AccountFactory(token=OLD)
    fetching, stopped = threading.Event(), threading.Event()
    used = []

    def fetch():
        fetching.set()
        assert stopped.wait(30)
        return NEW, LATER

    def work():
        try:
            used.append(refresh_token(Account.objects.get(), seen=OLD, fetch=fetch))
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    assert fetching.wait(30)
    Account.objects.filter(pk=account.pk).update(name="renamed meanwhile")
    stopped.set()
    thread.join(30)

    assert used == [NEW]
