"""The office that reviews."""

from __future__ import annotations

import pytest

from tests.factories.reviews import an_office


@pytest.fixture
def office(db):
    return an_office()
