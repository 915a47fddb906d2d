"""The services that other systems are offered: classes that citizens bring, and the topics of complaints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q

from zhenglian.clocks.api import PolicyClass, classes, sentence
from zhenglian.kernel.digests import sha256_hex
from zhenglian.open311 import errors
from zhenglian.open311.definitions import Service
from zhenglian.triage.api import categories

# A disclosure request proves identity, a rumour has a desk of its own, the rest is for officers.
OFFERED = ("complaint", "report", "consultation", "suggestion")
TOPICAL = "complaint"
LEVEL = 2  # of the tree; the third is found by the words
LONGEST_KEY = 40  # of the column in which a case keeps it
MOST_KEYWORDS = 20
CODE_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that is offered now. A case belongs to one service: by its topic, else by its class."""

    services: tuple[Service, ...]

    def by_code(self, code: str) -> Service:
        """Raises ServiceUnknown."""
        for service in self.services:
            if service.code == code:
                return service
        raise errors.ServiceUnknown

    def code_of(self, class_key: str, category_key: str) -> str:
        """Also of a class that is no longer offered."""
        topics = {each.category_key: each.code for each in self.services if each.category_key}
        parts = category_key.split("/")
        above = ("/".join(parts[:end]) for end in range(len(parts), 0, -1))
        found = (topics[key] for key in above if key in topics)
        return next(found, class_key) if class_key == TOPICAL else class_key

    def name_of(self, code: str) -> str | None:
        return next((each.name for each in self.services if each.code == code), None)

    def condition(self, codes: Iterable[str]) -> Q:
        """Cases of these services; codes that nobody knows find nothing."""
        wanted, chosen = set(codes), Q(pk__in=[])
        for each in self.services:
            if each.code in wanted and each.category_key:
                chosen |= Q(class_key=TOPICAL) & _below(each.category_key)
        plain = Q(class_key__in=wanted - {TOPICAL})
        if TOPICAL in wanted:
            topical = Q(pk__in=[])
            for each in self.services:
                if each.category_key:
                    topical |= _below(each.category_key)
            plain |= Q(class_key=TOPICAL) & ~topical
        return chosen | plain


def catalogue() -> Catalogue:
    """All of it or nothing: a client deletes what is missing (open311.md 5). Raises ServicesUnavailable."""
    offered = [each for each in classes() if each.key in OFFERED]
    found = [Service(each.key, each.label, sentence(each.policy.terms), each.key) for each in offered]
    for each in offered:
        if each.key == TOPICAL:
            found.extend(_topics(each))
    if not found:
        raise errors.ServicesUnavailable
    return Catalogue(tuple(found))


def _topics(of: PolicyClass) -> Iterator[Service]:
    """The tree's second level, each with the names below it as keywords; two queries."""
    below: dict[int, list[str]] = defaultdict(list)
    for parent, name in categories(level=LEVEL + 1).values_list("parent_id", "name"):
        below[parent or 0].append(name)
    terms = sentence(of.policy.terms)
    for row in categories(level=LEVEL).select_related("parent"):
        if len(row.key) > LONGEST_KEY:
            continue
        yield Service(
            code=f"t-{sha256_hex(row.key.encode())[:CODE_DIGITS]}",
            name=row.name,
            description=terms,
            class_key=of.key,
            group=row.parent.name if row.parent else "",
            keywords=",".join(below[row.pk][:MOST_KEYWORDS]),
            category_key=row.key,
        )


def _below(key: str) -> Q:
    return Q(category_key=key) | Q(category_key__startswith=f"{key}/")
