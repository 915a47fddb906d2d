"""What comes back from the ledger: the sealed revision goes live, or an alarm is raised."""

from __future__ import annotations

from wagtail.models import Revision

from tests.newsroom.actions.test_approve_article import change_unnoticed
from zhenglian.audit.api import entries_on
from zhenglian.channels import api as channels
from zhenglian.channels.enums import DeliveryState
from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom import signals
from zhenglian.newsroom.actions.make_live import make_live, release_by_reference
from zhenglian.newsroom.enums import ReleaseAlarm, Stage
from zhenglian.newsroom.models import ArticlePage
from zhenglian.newsroom.selectors.desk import failed_for
from zhenglian.newsroom.selectors.drafts import subject_of


def test_website_delivery_makes_the_sealed_revision_live(desk):
    article = desk.approved(title="节水补贴开始申领")
    release = desk.release(article)
    assert not ArticlePage.objects.get(pk=article.pk).live

    desk.deliver()

    page = ArticlePage.objects.get(pk=article.pk)
    release.refresh_from_db()
    assert (page.live, page.title, page.live_revision) == (True, "节水补贴开始申领", release.revision)
    assert release.live_at is not None
    assert not page.has_unpublished_changes
    subject = subject_of(article)
    assert "newsroom.live" in [entry.act for entry in entries_on(subject.kind, subject.id)]


def test_going_live_is_announced_once_with_the_live_page(desk):
    told = []
    signals.article_live.connect(
        lambda article, release, **_: told.append((article.live, release.number)),
        weak=False,
        dispatch_uid="test",
    )

    desk.published()
    signals.article_live.disconnect(dispatch_uid="test")

    assert told == [(True, 1)]


def test_newer_draft_never_becomes_live_with_an_older_release(desk):
    """Edited between the website's delivery and what follows from it."""
    article = desk.approved(title="审定的标题")
    release = desk.release(article)
    desk.edit(article, title="未审的标题")

    assert make_live(release)

    page = ArticlePage.objects.get(pk=article.pk)
    assert (page.title, page.has_unpublished_changes) == ("审定的标题", True)
    assert newsroom.draft_of(page).title == "未审的标题"


def test_delivery_after_an_edit_is_refused_and_alarmed(desk):
    article = desk.approved()
    release = desk.release(article)
    desk.edit(article)

    desk.deliver()

    release.refresh_from_db()
    rows = channels.deliveries_of(release.reference)
    assert desk.outside.posts == []
    assert rows.get(part="website").state == DeliveryState.REFUSED
    assert release.alarm == ReleaseAlarm.REFUSED
    assert not ArticlePage.objects.get(pk=article.pk).live


def test_revision_that_no_longer_renders_to_the_seal_is_not_made_live(desk):
    article = desk.approved()
    release = desk.release(article)
    change_unnoticed(article)

    assert not make_live(release)

    release.refresh_from_db()
    assert release.alarm == ReleaseAlarm.NOT_LIVE
    assert not ArticlePage.objects.get(pk=article.pk).live


def test_revision_that_is_gone_raises_the_alarm(desk):
    release = desk.release(desk.approved())
    Revision.objects.filter(pk=release.revision_id).delete()

    assert not make_live(release)

    release.refresh_from_db()
    assert release.alarm == ReleaseAlarm.NOT_LIVE


def test_older_release_does_not_undo_a_newer_one(desk):
    article = desk.published(title="第一版")
    first = article.releases.get()
    article = desk.edit(article, title="第二版")
    desk.submit(article)
    desk.approve(article)
    desk.release(article)
    desk.deliver()

    assert not make_live(first)

    assert ArticlePage.objects.get(pk=article.pk).title == "第二版"


def test_failed_delivery_is_the_stage_and_stands_under_what_failed(desk):
    article = desk.approved()
    desk.release(article)
    desk.outside.is_down = True

    desk.deliver()

    assert newsroom.article_stage(article).stage == Stage.FAILED
    failures = failed_for(desk.office.publisher)
    assert [(item.article, item.delivery.part) for item in failures] == [(article, "website")]
    assert failures[0].text


def test_release_by_reference_knows_only_its_own(desk):
    release = desk.release(desk.approved())

    assert release_by_reference(release.reference) == release
    assert release_by_reference("inbox.reply:1") is None
    assert release_by_reference("newsroom.release:x") is None
