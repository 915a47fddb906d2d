"""An office with two duty officers and one matter, and clients of its people."""

from __future__ import annotations

import pytest

from tests.factories.accounts import AccountFactory
from tests.factories.inbox import (
    ConversationFactory,
    IdentityFactory,
    duty_officer,
    opened_matter,
    supervisor,
)
from tests.factories.people import UnitFactory
from tests.journeys.staff_house import browsing
from zhenglian.kernel.clock import SYSTEM
from zhenglian.people.api import furnish_groups


@pytest.fixture
def unit(db):
    furnish_groups()
    return UnitFactory(name="环境发展中心")


@pytest.fixture
def account(unit):
    return AccountFactory(name="微言环保", unit=unit)


@pytest.fixture
def officer(unit):
    return duty_officer(unit, display_name="王值守", username="王值守")


@pytest.fixture
def colleague(unit):
    return duty_officer(unit, display_name="李值守", username="李值守")


@pytest.fixture
def overseer(unit):
    return supervisor(unit, display_name="吴督办", username="吴督办")


@pytest.fixture
def desk(officer):
    """The officer's browser."""
    return browsing(officer)


@pytest.fixture
def other_desk(colleague):
    return browsing(colleague)


@pytest.fixture
def matter(account):
    """One letter by WeChat, just come in; the platform's window is open."""
    return letter(account)


def letter(account, text="路灯坏了，请尽快维修"):
    from datetime import timedelta

    now = SYSTEM.now()
    conversation = ConversationFactory(
        identity=IdentityFactory(account=account),
        started_at=now,
        last_message_at=now,
        last_inbound_at=now,
        window_until=now + timedelta(hours=47, minutes=12, seconds=30),
        window_left=4,
    )
    return opened_matter(clock=SYSTEM, conversation=conversation, text=text)
