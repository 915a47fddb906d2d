"""An account of each platform, its duty officer, and the staff side for them."""

import pytest
from django.utils import translation

from tests.factories.accounts import AccountFactory
from tests.factories.people import UnitFactory
from tests.factories.reviews import somebody
from zhenglian.accounts.enums import Platform
from zhenglian.people.api import furnish_groups, sync_groups
from zhenglian.people.enums import Role

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def wechat(db):
    return AccountFactory(unit=UnitFactory(name="环境发展中心"), handle="wx-1")


@pytest.fixture
def weibo(wechat):
    return AccountFactory(platform=Platform.WEIBO, unit=wechat.unit, token={"access_token": "USER"})


@pytest.fixture
def officer(wechat):
    return somebody(Role.DUTY_OFFICER, wechat.unit, display_name="陈值守")


@pytest.fixture
def signed_in(client):
    """`signed_in(staff)`: the test client as that person."""

    def sign_in(staff):
        furnish_groups()
        sync_groups(staff)
        client.force_login(staff, backend=BACKEND)
        return client

    return sign_in


@pytest.fixture
def in_english():
    """Sentences as they stand in the code, whether catalogues are compiled or not."""
    with translation.override("en"):
        yield
