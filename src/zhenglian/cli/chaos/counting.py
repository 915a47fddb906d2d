"""Counts on the platforms' own record what was lost, doubled, or differs from what was sealed. Pure.

Per account and sealed text exactly one visible article or post, equal byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from zhenglian.cli.tour.proofs import SealSheet, wechat_differences, weibo_differences

Json = Mapping[str, Any]  # Any: the record and the list of what is expected are JSON


@dataclass(frozen=True, slots=True)
class Tally:
    """Each list names what it is about: «account number» or the title as shown."""

    lost: list[str] = field(default_factory=list)
    duplicated: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.duplicated or self.different)


def count_outcomes(expected: Iterable[Json], record: Json) -> Tally:
    """`expected`: lines of `press.Item.sheet`. `record`: the sandbox's GET /sandbox/record.

    A visible copy that is equal to nothing expected of its account is different. An item without an
    equal copy is lost, unless a different one bears its title: then it is only different.
    """
    tally = Tally()
    shown = _by_account(record)
    for account, items in _grouped(expected).items():
        _count_account(items, shown.pop(account, []), tally)
    for account, strangers in shown.items():
        tally.different.extend(f"{account} {_name(copy)}" for copy in strangers)
    return tally


def _count_account(items: Sequence[Json], shown: list[Json], tally: Tally) -> None:
    by_name: dict[str, list[Json]] = {}
    for copy in shown:
        by_name.setdefault(_name(copy), []).append(copy)
    for item in items:
        label = f"{item['account']} {item['number']}"
        named = by_name.pop(_expected_name(item), [])
        equal = [copy for copy in named if not _differences(copy, item)]
        if len(equal) > 1:
            tally.duplicated.extend([label] * (len(equal) - 1))
        if len(equal) < len(named):
            tally.different.extend([label] * (len(named) - len(equal)))
        if not named:
            tally.lost.append(label)
    for strangers in by_name.values():
        tally.different.extend(_name(copy) for copy in strangers)


def _differences(copy: Json, item: Json) -> list[str]:
    part = item["part"]
    sheet = SealSheet(item["digest"], {part: item["digest"]}, {part: item["text"]})
    if not sheet.is_consistent():
        return ["seal"]
    return (wechat_differences if part == "wechat" else weibo_differences)(dict(copy), sheet)


def _by_account(record: Json) -> dict[str, list[Json]]:
    """Only what readers can see."""
    found: dict[str, list[Json]] = {}
    for article in record["wechat"]["articles"]:
        if article["state"] == "live":
            found.setdefault(article["account"], []).append(article)
    for post in record["weibo"]["posts"]:
        if not post["deleted"]:
            found.setdefault(post["account"], []).append(post)
    return found


def _grouped(expected: Iterable[Json]) -> dict[str, list[Json]]:
    groups: dict[str, list[Json]] = {}
    for item in expected:
        groups.setdefault(item["account"], []).append(item)
    return groups


def _name(copy: Json) -> str:
    """An article is known by its title, a post by the head in 【】 that stands for one."""
    return str(copy["title"]) if "title" in copy else _head(str(copy["text_submitted"]))


def _expected_name(item: Json) -> str:
    sheet = SealSheet(item["digest"], {}, {item["part"]: item["text"]})
    sealed = sheet.payload(item["part"])
    return str(sealed["title"]) if item["part"] == "wechat" else _head(sealed["text"])


def _head(text: str) -> str:
    return text.partition("】")[0]
