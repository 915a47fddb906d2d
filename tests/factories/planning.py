"""Plans and promises, and posts as the ledger keeps them."""

from __future__ import annotations

from datetime import date, datetime, time

import factory
from factory.django import DjangoModelFactory

from tests.factories.accounts import AccountFactory
from tests.factories.channels import queued
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.models import Delivery
from zhenglian.kernel.clock import BEIJING, FixedClock
from zhenglian.planning.enums import Promise
from zhenglian.planning.models import Cadence, Plan

LONG_AGO = datetime(2026, 1, 1, tzinfo=BEIJING)


class PlanFactory(DjangoModelFactory):
    class Meta:
        model = Plan

    account = factory.SubFactory(AccountFactory)
    day = date(2026, 1, 16)
    title = factory.Sequence(lambda number: f"选题{number}")
    created_at = LONG_AGO
    changed_at = LONG_AGO


class CadenceFactory(DjangoModelFactory):
    class Meta:
        model = Cadence

    account = factory.SubFactory(AccountFactory)
    promise = Promise.WORKDAYS
    days = 1
    since = date(2026, 1, 1)


def a_post(account, day: date, *, hour=9, minute=0, state=DeliveryState.PUBLISHED, **changes) -> Delivery:
    """Published at that time of that day in Beijing; in another state: promised for then."""
    at = datetime.combine(day, time(hour, minute), tzinfo=BEIJING)
    reference = changes.pop("reference", f"newsroom.release:{9000 + Delivery.objects.count()}")
    delivery = queued(account, clock=FixedClock(at), reference=reference, **changes)
    delivery.state = state
    delivery.settled_at = at if state in (DeliveryState.PUBLISHED, DeliveryState.WITHDRAWN) else None
    delivery.save()
    return delivery
