"""Accounts still open to a version, and why a delivery is not out yet."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests.factories.accounts import AccountFactory
from tests.factories.people import UnitFactory
from zhenglian.newsroom.actions.release_article import approved_seal
from zhenglian.newsroom.selectors.release_page import demands_correction, release_views, usable_accounts


def test_accounts_that_have_this_version_are_not_offered_again(desk):
    article = desk.approved()
    desk.release(article, account_ids=[desk.website.pk])
    digest = approved_seal(article).digest

    offered = usable_accounts(article, desk.office.publisher, digest=digest)

    assert {account.pk for account in offered} == {desk.wechat.pk, desk.weibo.pk}


def test_accounts_of_other_units_are_not_offered(desk):
    AccountFactory(unit=UnitFactory())

    offered = usable_accounts(desk.article(), desk.office.publisher)

    assert {account.pk for account in offered} == set(desk.account_ids)


def test_nobody_else_is_offered_any(desk):
    assert usable_accounts(desk.article(), desk.office.editor) == []


def test_only_another_public_version_demands_a_correction(desk):
    article = desk.published()
    sealed = approved_seal(article)

    assert not demands_correction(article, sealed)
    assert demands_correction(article, None)


def test_scheduled_release_says_why_it_is_not_out_and_can_be_cancelled(desk):
    article = desk.approved()
    desk.release(article, due_at=timezone.now() + timedelta(hours=1))

    (view,) = release_views(article)

    assert view.can_be_cancelled
    assert len(view.despatches) == 3
    assert all(row.why_not_yet for row in view.despatches)


def test_published_release_has_nothing_left_to_explain(desk):
    (view,) = release_views(desk.published())

    assert not view.can_be_cancelled
    assert [row.why_not_yet for row in view.despatches] == ["", "", ""]
