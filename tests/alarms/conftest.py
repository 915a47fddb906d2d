from __future__ import annotations

import pytest

from tests.alarms.watching import Told
from tests.factories.people import PostingFactory, StaffFactory
from zhenglian.people.enums import Role

HOOK = "https://chat.example.test/hook/"


@pytest.fixture
def hook(settings):
    settings.ALARM_WEBHOOK = HOOK
    return HOOK


@pytest.fixture
def on_duty(db):
    """A duty officer, who is rung."""
    person = StaffFactory(email="duty@office.test")
    return PostingFactory(staff=person, role=Role.DUTY_OFFICER).staff


@pytest.fixture
def told():
    return Told()
