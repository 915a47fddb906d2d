r"""Samples that anybody can draw again: a published seed, SHA-256, and the smallest digests.

The key of an account is `printf '%s\n%s' SEED ID | sha256sum`; a sample of k takes the k smallest keys. A
larger sample contains the smaller one, and what is not drawn does not matter to what is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from math import ceil

from zhenglian.census.errors import SampleUnfit

Share = str | Decimal | Fraction | int


def sample_key(seed: str, account: str) -> str:
    """64 hexadecimal digits, as sha256sum prints them. Raises SampleUnfit for a seed of more than one
    line.
    """
    if "\n" in seed or not seed:
        raise SampleUnfit("the seed must be one line, and not empty")
    return sha256(f"{seed}\n{account}".encode()).hexdigest()


def draw(accounts: Iterable[str], seed: str, size: int) -> list[str]:
    """`size` ids in the order of their keys. Raises SampleUnfit: more than there are, or an id twice."""
    known = list(accounts)
    if len(set(known)) < len(known):
        raise SampleUnfit("an account stands twice")
    if not 0 <= size <= len(known):
        raise SampleUnfit(f"{size} of {len(known)} accounts")
    return sorted(known, key=lambda account: (sample_key(seed, account), account))[:size]


def draw_shares(strata: Mapping[str, str], seed: str, shares: Mapping[str, Share]) -> dict[str, list[str]]:
    """`strata`: account -> stratum (a level, a region); `shares`: stratum -> 0 to 1. At least that share of
    each.

    A share is text, a Decimal or a Fraction: 0.1 as a float is a little more than a tenth. Raises
    SampleUnfit.
    """
    members = _members(strata)
    if set(shares) != set(members):
        raise SampleUnfit(f"strata without a share or without accounts: {sorted(set(shares) ^ set(members))}")
    exact = {name: Fraction(share) for name, share in shares.items()}
    if any(not 0 <= share <= 1 for share in exact.values()):
        raise SampleUnfit("a share lies outside 0 to 1")
    return {name: draw(each, seed, ceil(exact[name] * len(each))) for name, each in sorted(members.items())}


def draw_proportionally(strata: Mapping[str, str], seed: str, size: int) -> dict[str, list[str]]:
    """`size` accounts in all, each stratum by its share; left-over seats to the largest remainders, then by
    name.
    """
    members = _members(strata)
    if not 0 <= size <= len(strata):
        raise SampleUnfit(f"{size} of {len(strata)} accounts")
    ideal = {name: Fraction(size * len(each), len(strata)) for name, each in members.items()}
    seats = {name: int(exact) for name, exact in ideal.items()}
    by_remainder = sorted(ideal, key=lambda name: (seats[name] - ideal[name], name))
    for name in by_remainder[: size - sum(seats.values())]:
        seats[name] += 1
    return {name: draw(each, seed, seats[name]) for name, each in sorted(members.items())}


def _members(strata: Mapping[str, str]) -> dict[str, list[str]]:
    members: dict[str, list[str]] = defaultdict(list)
    for account, stratum in strata.items():
        members[stratum].append(account)
    return members
