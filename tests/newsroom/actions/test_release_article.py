"""Ordinary release: what must hold, what is queued, what is remembered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.factories.accounts import AccountFactory
from tests.factories.people import UnitFactory
from tests.factories.reviews import somebody
from tests.newsroom.actions.test_approve_article import change_unnoticed
from zhenglian.accounts.enums import AccountState, Platform
from zhenglian.audit.api import entries_on
from zhenglian.channels import api as channels
from zhenglian.kernel.digests import sha256_hex
from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom import errors
from zhenglian.newsroom.actions.release_article import mark_due_releases
from zhenglian.newsroom.enums import Disclosure, ReleaseState, Stage
from zhenglian.newsroom.models import Release
from zhenglian.newsroom.selectors.drafts import subject_of
from zhenglian.people.enums import Role, UnitLevel
from zhenglian.reviews import api as reviews


def test_release_sends_exactly_what_was_sealed_to_every_account(desk):
    article = desk.approved()

    release = desk.release(article)
    desk.deliver()

    sent = {post.part: sha256_hex(post.body) for post in desk.outside.posts}
    sealed = {part: digest for part, digest in release.seal.manifest.items() if part in sent}
    assert set(sealed) == {"website", "wechat", "weibo"}
    assert sent == sealed
    assert newsroom.article_stage(article).stage == Stage.PUBLISHED


def test_release_queues_the_website_first_and_the_others_after_it(desk):
    release = desk.release(desk.approved(), account_ids=[desk.weibo.pk, desk.wechat.pk, desk.website.pk])

    rows = list(channels.deliveries_of(release.reference))
    website = next(row for row in rows if row.part == "website")
    assert {row.account_id: row.after for row in rows if row is not website} == {
        desk.wechat.pk: website,
        desk.weibo.pk: website,
    }
    assert website.after is None


def test_release_is_recorded_with_seal_and_accounts(desk):
    article = desk.approved()

    release = desk.release(article)

    subject = subject_of(article)
    entry = next(e for e in entries_on(subject.kind, subject.id) if e.act == "newsroom.release")
    assert (entry.actor_name, entry.detail["ground"]) == (str(desk.office.publisher), "review")
    assert entry.detail["manifest"] == release.seal.manifest
    assert (release.number, release.revision) == (1, article.latest_revision)


@pytest.mark.parametrize("who", ["editor", "first", "third", "supervisor"])
def test_release_by_somebody_else_than_a_publisher_is_refused(desk, who):
    article = desk.approved()

    with pytest.raises(errors.MayNotRelease):
        desk.release(article, actor=getattr(desk.office, who))


def test_release_by_a_publisher_of_another_unit_is_refused(desk):
    article = desk.approved()

    with pytest.raises(errors.MayNotRelease):
        desk.release(article, actor=somebody(Role.PUBLISHER, UnitFactory()))


def test_release_of_a_draft_or_half_reviewed_article_is_refused(desk):
    article = desk.article()
    with pytest.raises(errors.NotApproved):
        desk.release(article)

    desk.submit(article)
    desk.approve(article, levels=1)

    with pytest.raises(errors.NotApproved):
        desk.release(article)
    assert not Release.objects.exists()


def test_release_after_an_edit_is_refused(desk):
    article = desk.edit(desk.approved())

    with pytest.raises(errors.NotApproved):
        desk.release(article)


def test_release_of_something_else_than_was_sealed_breaks_the_seal(desk):
    article = change_unnoticed(desk.approved())

    with pytest.raises(errors.ArticleChanged):
        desk.release(article)

    assert reviews.intact_seal(subject_of(article)) is None
    assert newsroom.article_stage(article).review.level == 1


def test_release_of_what_is_not_open_is_refused(desk):
    closed = {
        "disclosure": Disclosure.INTERNAL,
        "legal_ground": "第十六条第一款",
        "disclosure_reason": "内部工作流程",
        "disclosure_approver": "李主任",
        "disclosure_review_on": date(2027, 1, 15),
    }
    article = desk.approved(**closed)

    with pytest.raises(errors.DisclosureClosed):
        desk.release(article)


def test_release_without_an_account_is_refused(desk):
    with pytest.raises(errors.NoAccount):
        newsroom.release_article(desk.approved(), account_ids=[], actor=desk.office.publisher)


def test_release_to_a_stopped_account_is_refused(desk):
    article = desk.approved()
    desk.wechat.state = AccountState.STOPPED
    desk.wechat.save()

    with pytest.raises(errors.AccountNotActive):
        desk.release(article)


def test_release_on_an_account_of_another_unit_is_refused(desk):
    foreign = AccountFactory(platform=Platform.WEBSITE, handle="elsewhere.test")

    with pytest.raises(errors.MayNotUseAccount):
        desk.release(desk.approved(), account_ids=[foreign.pk])


@pytest.mark.parametrize(("level", "is_allowed"), [(UnitLevel.STATE, True), (UnitLevel.COUNTY, False)])
def test_release_on_the_account_of_the_unit_above_needs_the_same_level(desk, level, is_allowed):
    institute = UnitFactory(parent=desk.office.unit, level=level)
    publisher = somebody(Role.PUBLISHER, institute)
    article = desk.approved(unit=institute)

    if is_allowed:
        assert desk.release(article, actor=publisher).number == 1
        return
    with pytest.raises(errors.MayNotUseAccount):
        desk.release(article, actor=publisher)


def test_release_without_the_website_is_refused_until_it_is_there(desk):
    article = desk.approved()
    with pytest.raises(errors.WebsiteFirst):
        desk.release(article, account_ids=[desk.weibo.pk])
    desk.release(article, account_ids=[desk.website.pk])

    release = desk.release(article, account_ids=[desk.weibo.pk])

    assert channels.deliveries_of(release.reference).get().after.part == "website"


def test_release_of_the_same_version_to_the_same_account_is_refused(desk):
    article = desk.approved()
    desk.release(article)

    with pytest.raises(errors.ReleasedAlready):
        desk.release(article, account_ids=[desk.website.pk])


def test_release_that_a_platform_would_not_take_names_the_findings(desk):
    article = desk.approved(with_cover=False)

    with pytest.raises(errors.LintBlocks) as refused:
        desk.release(article)

    assert {finding.part for finding in refused.value.findings} == {"wechat"}
    assert all(finding.mend for finding in refused.value.findings)


def test_release_of_a_correction_must_say_what_was_corrected(desk):
    article = desk.edit(desk.published(), title="更正", correction_note="")
    with pytest.raises(errors.CorrectionUnexplained):
        desk.submit(article)

    desk.edit(article, correction_note="补贴标准由50元更正为80元。")
    desk.submit(article)
    desk.approve(article)
    desk.release(article)
    desk.deliver()

    assert [row.note for row in newsroom.corrections_of(article)] == ["补贴标准由50元更正为80元。"]


def test_release_for_later_waits_until_it_is_due(desk, hour):
    article = desk.approved()

    release = desk.release(article, due_at=timezone.now() + timedelta(hours=3))

    assert (release.state, desk.deliver()) == (ReleaseState.SCHEDULED, 0)
    assert release.time_left(timezone.now()) == timedelta(hours=3)
    assert newsroom.article_stage(article).stage == Stage.SCHEDULED

    hour.shift(timedelta(hours=3))

    assert (mark_due_releases(), mark_due_releases(), desk.deliver()) == (1, 0, 3)
    release.refresh_from_db()
    assert release.state == ReleaseState.RELEASED
    assert release.time_left(timezone.now()) == timedelta(0)


def test_release_in_the_past_is_refused(desk):
    with pytest.raises(errors.DueInThePast):
        desk.release(desk.approved(), due_at=timezone.now() - timedelta(hours=1))
