"""Reads: levels by rule, rounds, decisions, seals. Who may decide what is asked in `rules`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Max, QuerySet

from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.reviews.enums import ReviewState, SealGround
from zhenglian.reviews.models import Decision, LevelRule, Review, Seal

if TYPE_CHECKING:
    from zhenglian.reviews.subjects import Subject, SubjectKind

STRICTEST_LEVELS = 3
DEFAULT_HOURS = 4


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """How many levels, hours for each, and the rules that asked for it: {name, trait, levels, hours}."""

    levels: int
    hours: int
    rules: list[dict[str, Any]]  # Any: str and int, as written into the JSON column


def levels_for(kind: str, traits: set[str]) -> RuleOutcome:
    """The matching rule with most levels counts; without any rule the strictest review is asked for."""
    matching = list(LevelRule.objects.filter(subject_kind=kind, trait__in={"", *traits}).order_by("trait"))
    if not matching:
        rule = {"name": "", "trait": "", "levels": STRICTEST_LEVELS, "hours": DEFAULT_HOURS}
        return RuleOutcome(STRICTEST_LEVELS, DEFAULT_HOURS, [rule])
    levels = max(rule.levels for rule in matching)
    hours = min(rule.hours_per_level for rule in matching if rule.levels == levels)
    rules = [
        {"name": rule.name, "trait": rule.trait, "levels": rule.levels, "hours": rule.hours_per_level}
        for rule in matching
    ]
    return RuleOutcome(levels, hours, rules)


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule on record, or an unsaved one where it would stand; and in words what it applies to."""

    rule: LevelRule
    applies_to: str


def rule_line(kind: SubjectKind, trait: str) -> RuleLine | None:
    """The rule on record; unsaved, one for a usual trait that has none yet; else None."""
    rule = LevelRule.objects.filter(subject_kind=kind.key, trait=trait).first()
    if rule is None and trait not in kind.usual:
        return None
    return RuleLine(rule or _blank_rule(kind, trait), kind.in_words(trait))


def rule_lines(kind: SubjectKind) -> list[RuleLine]:
    """Every usual trait in its order, with its rule or an unsaved one; then rules of other traits."""
    known = {rule.trait: rule for rule in LevelRule.objects.filter(subject_kind=kind.key).order_by("trait")}
    usual = {trait: _blank_rule(kind, trait) for trait in kind.usual}
    return [RuleLine(rule, kind.in_words(trait)) for trait, rule in (usual | known).items()]


def _blank_rule(kind: SubjectKind, trait: str) -> LevelRule:
    return LevelRule(subject_kind=kind.key, trait=trait, name=kind.in_words(trait), levels=STRICTEST_LEVELS)


def reviews_on(subject: Subject) -> QuerySet[Review]:
    """All rounds of one subject, the oldest first."""
    return Review.objects.filter(subject_kind=subject.kind, subject_id=subject.id)


def current_review(subject: Subject) -> Review | None:
    """The newest round, open or closed."""
    return reviews_on(subject).order_by("-round").first()


def current_reviews(kind: str, ids: Iterable[str]) -> dict[str, Review]:
    """The newest round of each of many subjects, by subject id; two queries."""
    newest = (
        Review.objects.filter(subject_kind=kind, subject_id__in=list(ids))
        .values("subject_id")
        .annotate(newest=Max("pk"))
        .values_list("newest", flat=True)
    )
    return {review.subject_id: review for review in Review.objects.filter(pk__in=list(newest))}


def open_reviews() -> QuerySet[Review]:
    """Of all subjects and units, what is due first coming first."""
    return Review.objects.filter(state=ReviewState.OPEN).select_related("unit").order_by("due_at", "pk")


def overdue_reviews(*, clock: Clock = SYSTEM) -> QuerySet[Review]:
    return open_reviews().filter(due_at__lte=clock.now())


def decisions_of(subject: Subject) -> QuerySet[Decision]:
    """All verdicts of all rounds, oldest first."""
    return (
        Decision.objects.filter(review__subject_kind=subject.kind, review__subject_id=subject.id)
        .select_related("review", "reviewer", "principal")
        .order_by("at", "pk")
    )


def people_on_levels(review: Review) -> set[int]:
    """Primary keys of everybody who has filled a level of this round, as actor or as principal."""
    return {
        person
        for decision in review.decisions.all()
        for person in (decision.reviewer_id, decision.principal_id)
        if person is not None
    }


def unbroken_seals(subject: Subject) -> QuerySet[Seal]:
    return Seal.objects.filter(
        subject_kind=subject.kind, subject_id=subject.id, broken_at__isnull=True
    ).order_by("-sealed_at", "-pk")


def intact_seal(subject: Subject) -> Seal | None:
    """The newest seal that no edit has broken."""
    return unbroken_seals(subject).select_related("review").first()


def intact_seals(kind: str, ids: Iterable[str]) -> dict[str, Seal]:
    """The newest unbroken seal of each of many subjects, by subject id; one query."""
    seals = Seal.objects.filter(subject_kind=kind, subject_id__in=list(ids), broken_at__isnull=True)
    return {seal.subject_id: seal for seal in seals.order_by("sealed_at", "pk")}


def seals_by_review(kind: str) -> QuerySet[Seal]:
    """Unbroken seals that a finished review has put, newest first."""
    seals = Seal.objects.filter(subject_kind=kind, ground=SealGround.REVIEW, broken_at__isnull=True)
    return seals.select_related("review").order_by("-sealed_at", "-pk")


def sealed_digest(seal_id: int, part: str) -> str | None:
    """SHA-256 that the part's bytes must have; None when the seal is broken, missing or has no such part."""
    seal = Seal.objects.filter(pk=seal_id, broken_at__isnull=True).first()
    return None if seal is None else seal.manifest.get(part)
