"""Why a push is turned away, and how often that happened. No sender learns the reason (wechat.md 1.3)."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum


class Refusal(StrEnum):
    """What operators read in the log and in `zhenglian doctor`; never more than a word."""

    UNKNOWN_ACCOUNT = "unknown_account"  # no such account, another platform's, or closed
    QUERY = "query"  # parameters missing, too long, or not what the platform sends
    TIME = "time"  # further than 300 s from our clock
    SIGNATURE = "signature"
    ENVELOPE = "envelope"  # base64, padding or length: no key of ours opens it
    ADDRESSEE = "addressee"  # meant for another AppID, gh_id or uid
    PLAIN = "plain"  # not encrypted, although the account is set to safe mode
    REPLAY = "replay"  # a used timestamp and nonce with another body
    TOO_LARGE = "too_large"
    DECLARATION = "declaration"  # DOCTYPE, entity or processing instruction
    BROKEN = "broken"  # neither XML nor JSON as the platform sends it
    SLOW = "slow"  # the body dripped, or its sender hung up half-way
    CROWDED = "crowded"  # more waits for the disk than we can hold


_COUNTED: Counter[str] = Counter()


def count_refusal(reason: Refusal) -> None:
    _COUNTED[reason.value] += 1


def refusals() -> dict[str, int]:
    """Since this process began, by reason; those that never happened are absent."""
    return dict(_COUNTED)
