"""A house at work, and somebody of it at the staff side."""

import pytest

from tests.factories.releases import a_newsroom
from zhenglian.people.api import furnish_groups, sync_groups

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def house(db):
    furnish_groups()
    return a_newsroom()


@pytest.fixture
def signed_in(client):
    """`signed_in(staff)`: the test client as that person."""

    def sign_in(staff):
        sync_groups(staff)
        client.force_login(staff, backend=BACKEND)
        return client

    return sign_in
