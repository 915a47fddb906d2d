"""Keeping the rules for levels."""

from __future__ import annotations

import pytest

from tests.factories.people import PostingFactory
from tests.factories.reviews import open_round
from zhenglian.audit.models import Entry
from zhenglian.people.enums import Role
from zhenglian.reviews import api as reviews
from zhenglian.reviews import errors
from zhenglian.reviews.models import LevelRule

KIND = "newsroom.article"


def test_ensure_rule_creates_and_records(db, clock):
    rule = reviews.ensure_rule(KIND, "hot", name="热点三级审核", levels=3, hours=2, clock=clock)

    assert LevelRule.objects.get() == rule
    assert (rule.levels, rule.hours_per_level) == (3, 2)
    assert Entry.objects.get().detail == {
        "kind": KIND,
        "trait": "hot",
        "name": "热点三级审核",
        "levels": 3,
        "hours_per_level": 2,
    }


def test_ensure_rule_again_records_nothing(db, clock):
    reviews.ensure_rule(KIND, "", name="两级", levels=2, clock=clock)

    reviews.ensure_rule(KIND, "", name="两级", levels=2, clock=clock)

    assert Entry.objects.count() == 1


def test_ensure_rule_with_other_values_changes_the_rule(db, clock):
    reviews.ensure_rule(KIND, "", name="两级", levels=2, clock=clock)

    reviews.ensure_rule(KIND, "", name="三级", levels=3, clock=clock)

    assert LevelRule.objects.get().levels == 3
    assert Entry.objects.count() == 2


def test_ensure_rule_leaves_open_reviews_alone(office, clock):
    review = open_round(office, clock=clock)

    reviews.ensure_rule(KIND, "", name="三级", levels=3, clock=clock)

    review.refresh_from_db()
    assert review.levels == 2


def test_ensure_rule_by_an_administrator_records_their_name(db, clock):
    administrator = PostingFactory(role=Role.ADMINISTRATOR).staff

    reviews.ensure_rule(KIND, "", name="三级", levels=3, actor=administrator, clock=clock)

    assert Entry.objects.get().actor_id == str(administrator.pk)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_ensure_rule_by_any_other_role_is_refused(db, clock, role):
    staff = PostingFactory(role=role).staff

    with pytest.raises(errors.NotYoursToRule):
        reviews.ensure_rule(KIND, "", name="一级", levels=1, actor=staff, clock=clock)

    assert not LevelRule.objects.exists()


@pytest.mark.parametrize(("kind", "trait"), [(KIND, ""), (KIND, "key"), ("inbox.reply", "")])
@pytest.mark.parametrize("levels", [-1, 0, 4])
def test_ensure_rule_with_levels_out_of_range_is_refused(db, clock, kind, trait, levels):
    reviews.ensure_rule(kind, trait, name="两级", levels=2, clock=clock)

    with pytest.raises(errors.LevelsOutOfRange):
        reviews.ensure_rule(kind, trait, name="两级", levels=levels, clock=clock)

    assert LevelRule.objects.get().levels == 2


@pytest.mark.parametrize("hours", [0, 169])
def test_ensure_rule_with_hours_out_of_range_is_refused(db, clock, hours):
    with pytest.raises(errors.HoursOutOfRange):
        reviews.ensure_rule(KIND, "", name="两级", levels=2, hours=hours, clock=clock)


def test_ensure_rule_without_a_name_is_refused(db, clock):
    with pytest.raises(errors.RuleNameMissing):
        reviews.ensure_rule(KIND, "", name=" ", levels=2, clock=clock)
