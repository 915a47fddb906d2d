"""The sample accounts answer from the first start on; loading twice changes nothing."""

import pytest

from tests.factories.accounts import AccountFactory
from zhenglian.accounts.enums import Platform
from zhenglian.autoreplies import api
from zhenglian.autoreplies.buttons import keys_of, menu_complaints
from zhenglian.autoreplies.enums import Trigger
from zhenglian.autoreplies.limits import complaints_about
from zhenglian.autoreplies.models import Menu, RuleSet
from zhenglian.cli.sample_office.autoreplies import (
    load_autoreplies,
    publish_sample_menus,
    sample_menu,
    sample_sheet,
)

SITE = "http://127.0.0.1:8000"


@pytest.mark.parametrize("platform", [Platform.WECHAT, Platform.WEIBO])
def test_sample_fits_both_platforms(platform):
    menu = sample_menu(SITE, is_wechat=platform == Platform.WECHAT)

    assert complaints_about(sample_sheet(SITE), platform) == []
    assert menu_complaints(menu, platform, our_host="127.0.0.1") == []


def test_every_key_of_the_menu_has_its_rule():
    clicks = {
        word for rule in sample_sheet(SITE).rules if rule.trigger == Trigger.CLICK for word in rule.words
    }

    assert set(keys_of(sample_menu(SITE, is_wechat=True))) <= clicks


@pytest.mark.django_db
def test_loaded_twice_there_is_one_version(clock):
    account = AccountFactory()

    for _ in range(2):
        load_autoreplies(site_url=SITE, clock=clock)

    assert RuleSet.objects.filter(account=account).count() == 1
    said = api.books()[account.pk].answer(api.Said("text", "我要投诉"), clock.now())
    assert (said.rule, said.to_person) == ("投诉举报指引", True)


@pytest.mark.django_db
def test_menu_that_found_no_platform_is_kept_and_tried_by_the_worker(clock, settings):
    AccountFactory(api_base="http://127.0.0.1:9")

    for _ in range(2):
        publish_sample_menus(site_url=SITE, clock=clock)

    assert [menu.is_unsettled for menu in Menu.objects.all()] == [True]
