"""An office with two topics, and clients of its people."""

from __future__ import annotations

import pytest

from tests.factories.newsroom import article_index
from tests.factories.reviews import an_office
from tests.journeys.staff_house import browsing
from zhenglian.people.api import furnish_groups, grant_page_permissions


@pytest.fixture
def office(db):
    office = an_office()
    grant_page_permissions(article_index())
    furnish_groups()
    return office


@pytest.fixture
def editor(office):
    return browsing(office.editor)
