"""What a version of the rules says, as values: replies, rules in their order, opening hours. Pure.

A rule keeps its number through all versions of an account, so that versions can be compared and an answer
given long ago still names its rule. How rules are asked quickly: `book`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zhenglian.autoreplies.enums import ReplyKind, Trigger, When
from zhenglian.autoreplies.hours import Hours

LONGEST_REF = 30  # two numbers and a stroke


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a news reply; addresses are absolute."""

    title: str
    description: str = ""
    picture: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What leaves at once. `ref` names rule set and rule; `to_person`: somebody must look as well."""

    ref: str
    kind: ReplyKind
    text: str = ""
    media_id: str = ""
    articles: tuple[Article, ...] = ()
    to_person: bool = False
    rule: str = ""  # the rule's name, for the staff


@dataclass(frozen=True, slots=True)
class Rule:
    """`words`: one a line; of a pattern, click or scan the pattern, keys, scenes. Empty: any scan."""

    number: int
    name: str
    trigger: Trigger
    words: tuple[str, ...] = ()
    when: When = When.ALWAYS
    kind: ReplyKind = ReplyKind.TEXT
    text: str = ""
    media_id: str = ""
    articles: tuple[Article, ...] = ()
    to_person: bool = False

    def reply(self, rule_set_id: int) -> Reply:
        return Reply(
            ref=f"{rule_set_id}/{self.number}",
            kind=self.kind,
            text=self.text,
            media_id=self.media_id,
            articles=self.articles,
            to_person=self.to_person,
            rule=self.name,
        )

    def to_json(self) -> dict[str, Any]:  # Any: JSON
        return {
            "number": self.number,
            "name": self.name,
            "trigger": str(self.trigger),
            "words": list(self.words),
            "when": str(self.when),
            "kind": str(self.kind),
            "text": self.text,
            "media_id": self.media_id,
            "articles": [
                {"title": one.title, "description": one.description, "picture": one.picture, "url": one.url}
                for one in self.articles
            ],
            "to_person": self.to_person,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Rule:  # Any: JSON
        return cls(
            number=value["number"],
            name=value["name"],
            trigger=Trigger(value["trigger"]),
            words=tuple(value["words"]),
            when=When(value["when"]),
            kind=ReplyKind(value["kind"]),
            text=value["text"],
            media_id=value["media_id"],
            articles=tuple(Article(**one) for one in value["articles"]),
            to_person=value["to_person"],
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """One version: rules in the order in which they are asked, and the opening hours."""

    rules: tuple[Rule, ...] = ()
    hours: Hours = field(default_factory=Hours)

    def rule(self, number: int) -> Rule | None:
        return next((each for each in self.rules if each.number == number), None)

    def to_json(self) -> dict[str, Any]:  # Any: JSON
        return {"rules": [rule.to_json() for rule in self.rules], "hours": self.hours.to_json()}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Sheet:  # Any: JSON
        rules = tuple(Rule.from_json(each) for each in value.get("rules", ()))
        return cls(rules, Hours.from_json(value.get("hours", {})))


def split_ref(ref: str) -> tuple[int, int] | None:
    """Rule set and rule number; None for what is no reference of ours."""
    left, slash, right = ref.partition("/")
    if not (slash and left.isdecimal() and right.isdecimal() and len(ref) <= LONGEST_REF):
        return None
    return int(left), int(right)
