"""Keeping the rules for levels."""

from __future__ import annotations

from tests.factories.reviews import open_round
from zhenglian.audit.models import Entry
from zhenglian.reviews import api as reviews
from zhenglian.reviews.models import LevelRule

KIND = "newsroom.article"


def test_ensure_rule_creates_and_records(db, clock):
    rule = reviews.ensure_rule(KIND, "hot", name="热点三级审核", levels=3, hours=2, clock=clock)

    assert LevelRule.objects.get() == rule
    assert (rule.levels, rule.hours_per_level) == (3, 2)
    assert Entry.objects.get().detail == {
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
