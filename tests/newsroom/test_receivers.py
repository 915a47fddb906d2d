"""The wires: whatever saves a draft is noted, whatever the ledger reports is heard."""

from __future__ import annotations

import pytest

from tests.factories.newsroom import an_article
from tests.factories.people import StaffFactory
from tests.factories.releases import a_newsroom
from zhenglian.channels.models import Delivery
from zhenglian.channels.signals import delivery_refused, delivery_settled
from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom.enums import ReleaseAlarm
from zhenglian.newsroom.models import ArticleEdit, ArticlePage
from zhenglian.newsroom.selectors.drafts import renderings_of


@pytest.fixture
def desk(db):
    return a_newsroom()


def test_saved_revision_is_noted_for_who_saved_it(db):
    writer = StaffFactory()

    article = an_article(owner=writer)

    assert ArticleEdit.objects.get().staff == writer
    assert newsroom.contributors(article) == [writer]


def test_revision_that_overwrites_the_last_one_is_noted_too(db):
    """Wagtail's automatic save writes over the newest revision."""
    writer = StaffFactory()
    article = an_article(owner=writer)
    draft = newsroom.draft_of(article)
    draft.title = "自动保存的题"

    draft.save_revision(user=writer, clean=False, overwrite_revision=article.latest_revision)

    newest = ArticleEdit.objects.order_by("pk").last()
    assert ArticleEdit.objects.count() == 2
    assert newest.manifest == renderings_of(ArticlePage.objects.get()).manifest


def test_save_of_the_page_without_a_revision_is_no_edit(db):
    article = an_article()

    article.save()

    assert ArticleEdit.objects.count() == 1


def test_delivery_of_the_website_makes_live_and_others_do_not(desk):
    release = desk.release(desk.approved())
    wechat = Delivery.objects.get(reference=release.reference, part="wechat")
    website = Delivery.objects.get(reference=release.reference, part="website")

    delivery_settled.send(Delivery, delivery=wechat)
    assert not ArticlePage.objects.get().live

    delivery_settled.send(Delivery, delivery=website)
    assert ArticlePage.objects.get().live


def test_refused_delivery_raises_the_alarm_once(desk):
    release = desk.release(desk.approved())

    for delivery in Delivery.objects.filter(reference=release.reference):
        delivery_refused.send(Delivery, delivery=delivery)

    release.refresh_from_db()
    assert release.alarm == ReleaseAlarm.REFUSED


def test_deliveries_of_others_are_left_alone(desk):
    release = desk.release(desk.approved())
    delivery = Delivery.objects.filter(reference=release.reference).first()
    delivery.reference = "inbox.reply:1"

    delivery_settled.send(Delivery, delivery=delivery)
    delivery_refused.send(Delivery, delivery=delivery)

    release.refresh_from_db()
    assert (release.alarm, release.live_at) == ("", None)
