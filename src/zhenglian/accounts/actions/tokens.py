"""One refresh of an account's token at a time, across all processes and machines.

A lease with a fencing number in the account's row, no lock: nobody holds a transaction open while the
platform answers. Tokens that a person obtains are stored in `secrets`.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from zhenglian.accounts.errors import TokenNotFetched
from zhenglian.accounts.models import Account
from zhenglian.kernel.clock import SYSTEM, Clock

Token = dict[str, str]
Fetch = Callable[[], tuple[Token, datetime | None]]

LEASE = timedelta(seconds=30)  # longer than a fetch with one forced repetition takes at worst
FAILURE_KEPT = timedelta(seconds=2)  # so long a failure answers whoever else wants a token
PATIENCE_SECONDS = 45.0
FIRST_PAUSE, LONGEST_PAUSE = 0.02, 0.25  # seconds between two looks


@dataclass(frozen=True, slots=True)
class Waiting:
    """How those who did not get the lease pass the time; tests pass their own."""

    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = random.random

    def pause(self, turn: int) -> float:
        """Sleeps before look number `turn` (from 0); returns the seconds. Never less than half the pause."""
        seconds = min(FIRST_PAUSE * 1.5 ** min(turn, 20), LONGEST_PAUSE) * (0.5 + self.jitter() / 2)
        self.sleep(seconds)
        return seconds


def refresh_token(
    account: Account, *, seen: Token, fetch: Fetch, clock: Clock = SYSTEM, waiting: Waiting | None = None
) -> Token:
    """A token other than `seen`, which the caller found unusable: one fetch for however many callers.

    One of them claims the lease and fetches, the others look until his token is stored. A holder that
    dies loses the lease after 30 s. When his fetch raises TokenNotFetched, all who want a token within
    the next 2 s get the same without asking the platform again. Call it outside any transaction.
    Raises TokenNotFetched and whatever `fetch` raises. Without an audit entry: a machine's routine.
    """
    waiting, waited, turn = waiting or Waiting(), 0.0, 0
    stored = _look(account)
    expiry = stored.token_expires_at
    while waited < PATIENCE_SECONDS:
        # The same token with a later end is a refresh too: platforms may simply extend it.
        if (stored.token or {}) != seen or stored.token_expires_at != expiry:
            return dict(stored.token)
        if not _is_free(stored, clock):
            if stored.token_failure is not None:
                raise TokenNotFetched(stored.token_failure)
            waited, turn = waited + waiting.pause(turn), turn + 1
        elif _claim(stored, clock) and _fetch_under_lease(stored, fetch, clock):
            return dict(_look(account).token)
        stored = _look(account)
    raise TokenNotFetched({})


def _look(account: Account) -> Account:
    """The row as it stands; the caller's instance follows it."""
    stored = Account.objects.get(pk=account.pk)
    account.token, account.token_expires_at = stored.token, stored.token_expires_at
    return stored


def _is_free(stored: Account, clock: Clock) -> bool:
    return stored.token_lease_until is None or stored.token_lease_until <= clock.now()


def _claim(stored: Account, clock: Clock) -> bool:
    """The fencing number seen must still be the one stored: every change of the token raises it."""
    free = Q(token_lease_until=None) | Q(token_lease_until__lte=clock.now())
    stored_number, stored.token_lease = stored.token_lease, stored.token_lease + 1
    rows = Account.objects.filter(free, pk=stored.pk, token_lease=stored_number)
    until = clock.now() + LEASE
    return bool(rows.update(token_lease=stored.token_lease, token_lease_until=until, token_failure=None))


def _fetch_under_lease(held: Account, fetch: Fetch, clock: Clock) -> bool:
    """False when overtaken meanwhile: then nothing is stored, the row holds or gets something newer."""
    try:
        token, expires_at = fetch()
    except TokenNotFetched as failure:
        _give_back(held, token_failure=failure.facts, token_lease_until=clock.now() + FAILURE_KEPT)
        raise
    except BaseException:
        _give_back(held, token_lease_until=None)
        raise
    return _give_back(held, token=token, token_expires_at=expires_at, token_lease_until=None)


def _give_back(held: Account, **changes: Any) -> bool:  # Any: the columns' own types
    return bool(Account.objects.filter(pk=held.pk, token_lease=held.token_lease).update(**changes))


def forget_failure(account: Account) -> None:
    """A person has mended something: the next call asks the platform again."""
    failed = Account.objects.filter(pk=account.pk, token_failure__isnull=False)
    failed.update(token_failure=None, token_lease_until=None)
