"""One factory: an official account that works on all platforms' sample credentials."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from tests.factories.people import UnitFactory
from zhenglian.accounts.enums import Platform
from zhenglian.accounts.models import Account

SAMPLE_CREDENTIALS = {
    Platform.WEBSITE: {},
    Platform.MANUAL: {},
    Platform.WECHAT: {"secret": "s" * 32, "gh_id": "gh_sample", "token": "token1", "aes_key": "k" * 43},
    Platform.WEIBO: {"app_key": "1234567890", "app_secret": "s" * 32, "safe_domain": "example.test"},
}


class AccountFactory(DjangoModelFactory):
    """A WeChat account, unless `platform` is given."""

    class Meta:
        model = Account

    platform = Platform.WECHAT
    name = factory.Sequence(lambda number: f"微言环保{number}")
    handle = factory.Sequence(lambda number: f"wx{number:016d}")
    unit = factory.SubFactory(UnitFactory)
    credentials = factory.LazyAttribute(lambda account: dict(SAMPLE_CREDENTIALS[account.platform]))
