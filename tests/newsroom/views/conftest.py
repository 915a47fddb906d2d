"""The newsroom of the actions' tests, and browsers for its people."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.newsroom.actions.conftest import desk, hour  # noqa: F401  fixtures
from zhenglian.people.api import furnish_groups, sync_groups

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def visit(db):
    """`visit(staff)`: a browser in which that person is logged in, with the rights of their postings."""
    furnish_groups()

    def as_person(staff):
        sync_groups(staff)
        client = Client()
        client.force_login(staff, backend=BACKEND)
        return client

    return as_person
