"""An office with one person a role, level rules, and rounds of review on a subject without an article."""

from __future__ import annotations

from dataclasses import dataclass

import factory
from factory.django import DjangoModelFactory

from tests.factories.people import DelegationFactory, PostingFactory, StaffFactory, UnitFactory
from zhenglian.people.enums import Role
from zhenglian.people.models import Staff, Unit
from zhenglian.reviews import api as reviews
from zhenglian.reviews.models import LevelRule

MANIFEST = {"website": "a" * 64, "wechat": "b" * 64, "weibo": "c" * 64, "facts": "d" * 64}
CHANGED = {**MANIFEST, "weibo": "e" * 64}
SUBJECT = reviews.Subject("newsroom.article", "7", "节水补贴今日起发放")


class LevelRuleFactory(DjangoModelFactory):
    class Meta:
        model = LevelRule

    name = "一般稿件两级审核"
    trait = ""
    levels = 2
    hours_per_level = 4


@dataclass(frozen=True)
class Office:
    """One unit and who works there."""

    unit: Unit
    editor: Staff
    first: Staff
    second: Staff
    third: Staff
    publisher: Staff
    supervisor: Staff

    def reviewer_of(self, level: int) -> Staff:
        return (self.first, self.second, self.third)[level - 1]


def an_office(*, unit: Unit | None = None) -> Office:
    """The usual rules too: two levels, three for what is key, hot or difficult."""
    unit = unit or UnitFactory(name="环境发展中心")
    LevelRuleFactory()
    for trait in ("key", "hot", "difficult"):
        LevelRuleFactory(trait=trait, name=f"{trait} 三级审核", levels=3, hours_per_level=2)
    roles = {
        "editor": Role.EDITOR,
        "first": Role.FIRST_REVIEWER,
        "second": Role.SECOND_REVIEWER,
        "third": Role.THIRD_REVIEWER,
        "publisher": Role.PUBLISHER,
        "supervisor": Role.SUPERVISOR,
    }
    people = {name: somebody(role, unit, display_name=name) for name, role in roles.items()}
    return Office(unit=unit, **people)


def somebody(*roles_and_unit: Role | Unit, **fields) -> Staff:
    """A member of staff with these roles in that unit (the last argument)."""
    *roles, unit = roles_and_unit
    staff = StaffFactory(**fields)
    for role in roles:
        PostingFactory(staff=staff, unit=unit, role=role)
    return staff


def stand_in(principal: Staff, *, deputy: Staff | None = None) -> Staff:
    """The deputy, who holds nothing of their own unless given."""
    deputy = deputy or StaffFactory(display_name="deputy")
    DelegationFactory(principal=principal, deputy=deputy)
    return deputy


def open_round(office: Office, *, clock, traits=frozenset(), contributors=None, subject=SUBJECT, **fields):
    return reviews.open_review(
        subject,
        unit=office.unit,
        manifest=fields.pop("manifest", MANIFEST),
        traits=set(traits),
        contributors=[office.editor] if contributors is None else contributors,
        actor=office.editor,
        clock=clock,
        **fields,
    )


def approve_levels(review, office: Office, *, clock, levels: int | None = None):
    """Approves the given number of levels, all of them by default, each by its own reviewer."""
    for _ in range(levels or review.levels):
        review = reviews.approve(
            review,
            manifest=review.manifest,
            contributors=[office.editor],
            actor=office.reviewer_of(review.level),
            clock=clock,
        )
    return review


class SealFactory(factory.Factory):
    """A seal as an emergency puts it: on any manifest, without a round."""

    class Meta:
        model = dict

    @classmethod
    def _create(cls, _model, *_args, subject=SUBJECT, manifest=None, actor=None, clock=None, **_kwargs):
        return reviews.seal_for_emergency(
            subject, manifest=manifest or MANIFEST, actor=actor or StaffFactory(), clock=clock
        )
