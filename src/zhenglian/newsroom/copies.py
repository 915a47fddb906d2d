"""What is to become of older copies when a corrected version goes out. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhenglian.newsroom.enums import CopyChoice

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account
    from zhenglian.channels.api import Delivery


@dataclass(frozen=True, slots=True)
class CopyDecision:
    """The operator's choice for one account; `reason` is demanded when the old copy stays as it is."""

    choice: CopyChoice
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OlderCopies:
    """Posts of earlier versions that readers of this account can still find, oldest first."""

    account: Account
    deliveries: tuple[Delivery, ...]
    can_edit: bool  # the platform replaces them by itself


@dataclass(frozen=True, slots=True)
class Step:
    """One account's part of a release: what it gets, and what is taken back there before."""

    account: Account
    part: str
    takes_back: tuple[Delivery, ...] = ()


Decisions = Mapping[int, CopyDecision]  # by the account's primary key


def decisions_as_json(decisions: Decisions) -> dict[str, dict[str, str]]:
    return {
        str(pk): {"choice": str(one.choice), "reason": one.reason} for pk, one in sorted(decisions.items())
    }


def decisions_from_json(stored: Mapping[str, Mapping[str, str]]) -> dict[int, CopyDecision]:
    return {int(pk): CopyDecision(CopyChoice(one["choice"]), one["reason"]) for pk, one in stored.items()}
