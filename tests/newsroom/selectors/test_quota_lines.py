"""What reviewers and publishers see of the accounts' quotas."""

import pytest
from django.utils import translation

from tests.factories.people import UnitFactory
from tests.factories.quotas import MONTHLY, service_account, used, weibo_account
from tests.factories.releases import a_newsroom
from zhenglian.newsroom.selectors.quota_lines import likely_accounts, quota_lines

pytestmark = pytest.mark.django_db


def test_lines_put_what_is_missing_first(clock):
    good, short = weibo_account(), service_account()
    used(short, MONTHLY, 4, at=clock.now())

    lines = quota_lines([good, short], clock=clock)

    assert [(line.account, line.is_enough) for line in lines] == [(short, False), (good, True)]
    with translation.override("zh-hans"):
        [line] = quota_lines([short], clock=clock)
        assert line.sentence == "本月群发次数已用完（4/4），2月1日恢复"


def test_line_names_the_quota_that_is_renewed_last(clock):
    account = weibo_account()
    used(account, "weibo.post.hour", 30, at=clock.now())
    used(account, "weibo.call.day", 100, at=clock.now())

    [line] = quota_lines([account], clock=clock)

    assert line.renews_at.hour == 0  # midnight, not the next hour


def test_accounts_without_quotas_have_no_line(clock):
    newsroom = a_newsroom()

    lines = quota_lines([newsroom.website, newsroom.weibo], clock=clock)

    assert [line.account for line in lines] == [newsroom.weibo]


def test_likely_accounts_are_of_the_unit_and_of_those_above_it(clock):
    newsroom = a_newsroom()
    service_account(unit=UnitFactory())
    article = newsroom.article()

    found = likely_accounts(article)

    assert set(found) == {newsroom.website, newsroom.wechat, newsroom.weibo}


def test_article_without_a_unit_has_no_likely_account():
    article = a_newsroom().article()
    article.unit = None

    assert likely_accounts(article) == []
