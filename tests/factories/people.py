"""One factory a model: units of a tree, staff, postings, delegations."""

from __future__ import annotations

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from zhenglian.people.enums import Role, UnitKind, UnitLevel
from zhenglian.people.models import Delegation, Posting, Staff, Unit


class UnitFactory(DjangoModelFactory):
    """`UnitFactory(parent=unit)` stands below it; without one, at the top."""

    class Meta:
        model = Unit

    name = factory.Sequence(lambda number: f"单位{number}")
    level = UnitLevel.STATE
    kind = UnitKind.DEPARTMENT

    @classmethod
    def _create(cls, model_class, *_args, parent=None, **kwargs):
        if parent is None:
            return model_class.add_root(**kwargs)
        return model_class.objects.get(pk=parent.pk).add_child(**kwargs)


class StaffFactory(DjangoModelFactory):
    """A log-in with the password `password`, without any role."""

    class Meta:
        model = Staff
        skip_postgeneration_save = True

    username = factory.Sequence(lambda number: f"staff{number}")
    display_name = factory.Sequence(lambda number: f"职员{number}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        kwargs.setdefault("password", "password")
        return model_class.objects.create_user(*args, **kwargs)


class PostingFactory(DjangoModelFactory):
    class Meta:
        model = Posting

    staff = factory.SubFactory(StaffFactory)
    unit = factory.SubFactory(UnitFactory)
    role = Role.EDITOR


class DelegationFactory(DjangoModelFactory):
    """The whole of 2026; the principal's posting is made by the test."""

    class Meta:
        model = Delegation

    principal = factory.SubFactory(StaffFactory)
    deputy = factory.SubFactory(StaffFactory)
    starts_at = datetime(2026, 1, 1, tzinfo=UTC)
    ends_at = datetime(2027, 1, 1, tzinfo=UTC)
    reason = "休假"
