"""Accounts still open to a version, and why a delivery is not out yet."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests.factories.accounts import AccountFactory
from tests.factories.people import UnitFactory
from zhenglian.accounts.enums import Platform
from zhenglian.newsroom.actions.release_article import approved_seal
from zhenglian.newsroom.models import ArticlePage
from zhenglian.newsroom.selectors.release_page import release_views, usable_accounts


def test_accounts_that_have_this_version_are_not_offered_again(desk):
    article = desk.approved()
    desk.release(article, account_ids=[desk.website.pk])

    offered = usable_accounts(article, desk.office.publisher, seal=approved_seal(article))

    assert {account.pk for account in offered} == {desk.wechat.pk, desk.weibo.pk}


def test_accounts_of_other_units_are_not_offered(desk):
    AccountFactory(unit=UnitFactory())

    offered = usable_accounts(desk.article(), desk.office.publisher)

    assert {account.pk for account in offered} == set(desk.account_ids)


def test_nobody_else_is_offered_any(desk):
    assert usable_accounts(desk.article(), desk.office.editor) == []


def test_accounts_with_an_older_copy_want_a_decision_instead(desk):
    article = desk.edit(desk.published())
    desk.submit(article)
    desk.approve(article)

    offered = usable_accounts(article, desk.office.publisher, seal=approved_seal(article))

    assert [account.pk for account in offered] == [desk.website.pk]


def test_account_whose_part_was_not_sealed_is_not_offered(desk):
    manual = AccountFactory(platform=Platform.MANUAL, unit=desk.office.unit)
    seal = approved_seal(desk.approved())
    article = ArticlePage.objects.get(pk=seal.subject_id)
    before = usable_accounts(article, desk.office.publisher, seal=seal)
    seal.manifest = {part: digest for part, digest in seal.manifest.items() if part != "manual"}

    after = usable_accounts(article, desk.office.publisher, seal=seal)

    assert (manual in before, manual in after) == (True, False)


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
