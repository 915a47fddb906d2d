"""Menus over the network to the simulated platforms: published, compared, refused, answer lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.channels.conftest import network, sandbox, sandbox_clock, wechat_account, weibo_account  # noqa: F401
from tests.factories.autoreplies import MENU
from zhenglian.accounts.enums import Platform
from zhenglian.autoreplies.actions.menu_publishing import publish_menu, settle_open_menus
from zhenglian.autoreplies.actions.menus import put_buttons
from zhenglian.autoreplies.enums import VersionState
from zhenglian.autoreplies.models import Menu
from zhenglian.autoreplies.selectors import sighting_of
from zhenglian.autoreplies.watches import oldest_open_menu
from zhenglian.autoreplies.wording import failure_sentence
from zhenglian.channels import talk

pytestmark = pytest.mark.django_db


@pytest.fixture
def http():
    door = talk.Http()
    yield door
    door.close()


def published(account, clock, http):
    draft = put_buttons(account, MENU, actor=None, clock=clock)
    return publish_menu(account, seen=draft.edit, actor=None, http=http, clock=clock)


@pytest.mark.parametrize("platform", [Platform.WECHAT, Platform.WEIBO])
def test_published_menu_is_what_the_platform_shows(platform, request, sandbox_clock, http, settings):  # noqa: F811
    account = request.getfixturevalue(f"{platform}_account")
    settings.WEIBO_API = account.api_base

    menu = published(account, sandbox_clock, http)

    assert (menu.state, menu.failure) == (VersionState.LIVE, {})
    assert sighting_of(account).buttons == MENU


def test_account_whose_verification_lapsed_is_told_so(sandbox, wechat_account, sandbox_clock, http):  # noqa: F811
    sandbox.seed(wechat=[{"appid": wechat_account.handle, "secret": "s" * 32, "verified": False}])

    menu = published(wechat_account, sandbox_clock, http)

    assert menu.is_draft
    assert "48001" in failure_sentence(menu.failure)


def test_menu_that_arrived_without_an_answer_is_found(sandbox, wechat_account, sandbox_clock, http):  # noqa: F811
    sandbox.fault("/cgi-bin/menu/create", "http_500_after_accept")

    menu = published(wechat_account, sandbox_clock, http)
    assert menu.state == VersionState.UNKNOWN
    assert oldest_open_menu(sandbox_clock).since == menu.sent_at
    sandbox_clock.advance(timedelta(minutes=1))
    settle_open_menus(http=http, clock=sandbox_clock)

    assert Menu.objects.get().state == VersionState.LIVE
    assert oldest_open_menu(sandbox_clock) is None
