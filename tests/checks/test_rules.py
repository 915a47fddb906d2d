"""Lists that hold for everybody are kept at the top."""

import pytest

from tests.factories.people import PostingFactory, UnitFactory
from zhenglian.checks.rules import can_keep_lists
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db


def test_administrator_of_the_topmost_unit_keeps_the_lists():
    assert can_keep_lists(PostingFactory(unit=UnitFactory(), role=Role.ADMINISTRATOR).staff)


def test_administrator_of_a_unit_below_does_not():
    below = UnitFactory(parent=UnitFactory())

    assert not can_keep_lists(PostingFactory(unit=below, role=Role.ADMINISTRATOR).staff)
