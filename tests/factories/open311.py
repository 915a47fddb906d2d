"""Keys of clients and receptions as bare rows; `given_key` goes through the door and knows the key itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from tests.factories.cases import CaseFactory
from zhenglian.kernel.ids import hex_id
from zhenglian.open311.actions.keys import create_key
from zhenglian.open311.enums import Scope
from zhenglian.open311.models import ApiKey, Reception

THEN = datetime(2026, 1, 15, 1, 0, tzinfo=UTC)


class ApiKeyFactory(DjangoModelFactory):
    class Meta:
        model = ApiKey

    client = factory.Sequence(lambda number: f"接入系统{number}")
    digest = factory.Sequence(lambda number: f"{number:064x}")
    ending = "abcd"
    scopes = factory.LazyFunction(lambda: [scope.value for scope in Scope])
    expires_at = THEN + timedelta(days=36500)
    created_at = THEN


class ReceptionFactory(DjangoModelFactory):
    class Meta:
        model = Reception

    key = factory.SubFactory(ApiKeyFactory)
    case = factory.SubFactory(CaseFactory)
    token = factory.LazyFunction(hex_id)
    received_at = THEN


def given_key(**changes):
    """(row, key): all scopes, valid for decades whatever the day."""
    facts = {
        "client": "随手拍",
        "scopes": list(Scope),
        "per_minute": 6000,
        "expires_at": datetime(2099, 1, 1, tzinfo=UTC),
        "actor": None,
    }
    return create_key(**(facts | changes))
