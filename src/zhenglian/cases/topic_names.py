"""Topics as citizens choose and read them: the two upper levels of the tree; the third is found for them."""

from __future__ import annotations

from dataclasses import dataclass

from zhenglian.triage import api as triage

DEEPEST_OFFERED = 2
LONGEST_KEY = 40  # of the column in which a case keeps it


@dataclass(frozen=True, slots=True)
class TopicName:
    """`key` as cases store it: the path of names; `name` is that path as it is read."""

    key: str
    name: str


def topics() -> list[TopicName]:
    """In the order of the tree; one query."""
    keys = triage.categories().filter(level__lte=DEEPEST_OFFERED).values_list("key", flat=True)
    return [TopicName(key, topic_name(key)) for key in keys if len(key) <= LONGEST_KEY]


def topic_name(key: str) -> str:
    """The path with a dot between its names, each said once."""
    return " · ".join(dict.fromkeys(part for part in key.split("/") if part))
