"""Who may write, release and use which account. Refusals by the actions: tests/newsroom/actions."""

from __future__ import annotations

import pytest

from tests.factories.accounts import AccountFactory
from tests.factories.newsroom import an_article
from tests.factories.people import UnitFactory
from tests.factories.reviews import an_office, somebody, stand_in
from zhenglian.newsroom import errors, rules
from zhenglian.newsroom.enums import Disclosure
from zhenglian.newsroom.models import ArticlePage, Emergency
from zhenglian.people.enums import Role, UnitLevel


@pytest.fixture
def office(db):
    return an_office()


@pytest.fixture
def article(office):
    return an_article(owner=office.editor, unit=office.unit)


@pytest.mark.parametrize(
    ("who", "is_allowed"),
    [("editor", True), ("first", True), ("third", True), ("publisher", False), ("supervisor", False)],
)
def test_can_write_editors_and_reviewers(office, article, who, is_allowed, clock):
    assert rules.can_write(getattr(office, who), article, clock=clock) is is_allowed


def test_can_release_publishers_and_their_deputies(office, article, clock):
    assert rules.can_release(office.publisher, article, clock=clock)
    assert rules.can_release(stand_in(office.publisher), article, clock=clock)
    assert not rules.can_release(office.third, article, clock=clock)


def test_publishing_authority_names_the_principal(office, article, clock):
    deputy = stand_in(office.publisher)

    assert rules.publishing_authority(office.publisher, article, clock=clock).principal is None
    assert rules.publishing_authority(deputy, article, clock=clock).principal == office.publisher
    with pytest.raises(errors.MayNotRelease):
        rules.publishing_authority(office.editor, article, clock=clock)


def test_nobody_may_do_anything_with_an_article_without_a_unit(office, clock):
    homeless = ArticlePage(title="无主")

    assert not rules.can_write(office.editor, homeless, clock=clock)
    assert not rules.can_release(office.publisher, homeless, clock=clock)
    assert rules.held_authorities(office.publisher, [Role.PUBLISHER], None, clock=clock) == []
    with pytest.raises(errors.UnitMissing):
        rules.responsible_unit(homeless)


def test_can_use_account_of_the_unit_and_those_below(office, article, clock):
    own = AccountFactory(unit=office.unit)
    below = AccountFactory(unit=UnitFactory(parent=office.unit, level=UnitLevel.COUNTY))
    foreign = AccountFactory()

    allowed = [
        rules.can_use_account(office.publisher, article, account, clock=clock)
        for account in (own, below, foreign)
    ]

    assert allowed == [True, True, False]
    assert not rules.can_use_account(office.editor, article, own, clock=clock)


@pytest.mark.parametrize(
    ("level", "is_allowed"),
    [(UnitLevel.STATE, True), (UnitLevel.PROVINCE, False), (UnitLevel.COUNTY, False)],
)
def test_can_use_account_of_the_unit_above_on_the_same_level_only(office, level, is_allowed, clock):
    account = AccountFactory(unit=office.unit)
    institute = UnitFactory(parent=office.unit, level=level)
    article = an_article(unit=institute)
    publisher = somebody(Role.PUBLISHER, institute)

    assert rules.can_use_account(publisher, article, account, clock=clock) is is_allowed


@pytest.mark.parametrize("disclosure", [choice for choice in Disclosure if choice != Disclosure.PROACTIVE])
def test_check_is_open_refuses_everything_but_open(db, disclosure):
    with pytest.raises(errors.DisclosureClosed):
        rules.check_is_open(ArticlePage(disclosure=disclosure))


def test_check_is_open_accepts_the_default(db):
    rules.check_is_open(ArticlePage())


@pytest.mark.parametrize(
    ("reason", "is_enough"), [("一二三四五六七八九", False), ("一二三四五六七八九十", True)]
)
def test_check_reason_counts_characters(reason, is_enough):
    if is_enough:
        rules.check_reason(reason)
        return
    with pytest.raises(errors.ReasonTooShort):
        rules.check_reason(f"  {reason}  ")


def test_can_confirm_is_for_second_persons(office, article, clock):
    emergency = Emergency(article=article, requested_by=office.publisher)

    def can(staff):
        return rules.can_confirm(staff, emergency, unit=office.unit, contributors=[office.first], clock=clock)

    assert can(office.second)
    assert can(office.supervisor)
    assert not can(office.first)  # wrote it
    assert not can(office.publisher)  # asked for it
    assert not can(office.editor)  # holds no role that confirms
    assert not can(stand_in(office.publisher))
    assert can(stand_in(office.supervisor))
