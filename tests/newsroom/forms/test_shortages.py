"""Accounts that cannot take the article are marked and not ticked."""

import pytest
from django.utils import translation

from tests.factories.quotas import MONTHLY, service_account, used, weibo_account
from zhenglian.newsroom.forms.release import ReleaseForm
from zhenglian.newsroom.forms.shortages import mark_shortages
from zhenglian.newsroom.selectors.quota_lines import quota_lines

pytestmark = pytest.mark.django_db


def test_account_without_quota_is_marked_and_unticked(clock):
    good, short = weibo_account(), service_account()
    used(short, MONTHLY, 4, at=clock.now())
    form = ReleaseForm(accounts=[good, short])

    with translation.override("zh-hans"):
        mark_shortages(form, quota_lines(form.offered, clock=clock))

    field = form.fields["accounts"]
    assert field.initial == [str(good.pk)]
    assert [label for _, label in field.choices] == [
        str(good),
        f"{short} — 本月群发次数已用完（4/4），2月1日恢复",
    ]


def test_marked_account_may_still_be_chosen_for_a_later_time(clock):
    short = service_account()
    used(short, MONTHLY, 4, at=clock.now())
    data = {"accounts": [str(short.pk)], "when": "later", "due_at": "2026-02-01T08:00"}
    form = ReleaseForm(data, accounts=[short])

    mark_shortages(form, quota_lines(form.offered, clock=clock))

    assert form.is_valid(), form.errors
    assert form.account_ids == [short.pk]
