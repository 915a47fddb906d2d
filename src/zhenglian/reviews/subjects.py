"""What is under review: a kind and an id, whose meaning the caller alone knows; and the kinds there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zhenglian.reviews.enums import PUBLISHED, ReturnReason

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from zhenglian.reviews.mails import ReviewMail


@dataclass(frozen=True, slots=True)
class Subject:
    """`kind` is dotted (`newsroom.article`), `name` is what people read in lists and in the audit record."""

    kind: str
    id: str
    name: str

    def audited(self) -> tuple[str, str, str]:
        """The shape in which `audit.api.record` takes an object."""
        return (self.kind, self.id, self.name)


@dataclass(frozen=True, slots=True)
class SubjectKind:
    """A kind of subject as the page of the rules shows it; the app that owns it registers it in `ready`.

    `key` is the `kind` of its subjects. `label` heads its rules, `about` says in a sentence what they are
    for, `always` what the rule without a trait applies to; `traits` {trait: what it applies to} are those
    that its submissions may bear. Kinds stand on the page by `order`. Texts are lazy. With a `mail` its
    reviewers are written to; without one the app listens to `signals`. `reasons` are those for which one of
    its subjects may be returned, in the order in which they are offered.
    """

    key: str
    label: StrOrPromise
    about: StrOrPromise
    always: StrOrPromise
    traits: Mapping[str, StrOrPromise] = field(default_factory=dict)
    order: int = 100
    mail: ReviewMail | None = None
    reasons: tuple[ReturnReason, ...] = PUBLISHED

    def register(self) -> None:
        """The same key again replaces the former."""
        KINDS[self.key] = self

    @property
    def usual(self) -> dict[str, str]:
        """{trait: in words} of every rule that one would look for, the one for everything first."""
        return {"": str(self.always), **{trait: str(words) for trait, words in self.traits.items()}}

    @property
    def offered_reasons(self) -> list[tuple[str, StrOrPromise]]:
        """(value, label), as a form offers them."""
        return [(reason.value, reason.label) for reason in self.reasons]

    def in_words(self, trait: str) -> str:
        """A trait that only the data know is told as it stands there."""
        return self.usual.get(trait, trait)


KINDS: dict[str, SubjectKind] = {}


def registered_kinds() -> list[SubjectKind]:
    return sorted(KINDS.values(), key=lambda kind: (kind.order, kind.key))
