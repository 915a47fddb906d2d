"""Articles as the public site has them, without the road through review: see `releases` for that."""

from __future__ import annotations

from django.conf import settings

from tests.factories.accounts import AccountFactory
from tests.factories.channels import queued, website_payload
from tests.factories.newsroom import ColumnFactory, an_article
from tests.factories.people import StaffFactory
from zhenglian.accounts.enums import Platform
from zhenglian.accounts.models import Account
from zhenglian.channels.actions.web_copies import DatabaseWebStore
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.models import Delivery, WebCopy
from zhenglian.kernel.clock import SYSTEM
from zhenglian.newsroom.models import Release
from zhenglian.portal.actions import show_article
from zhenglian.portal.models import PublishedArticle


def a_published_article(*, column=None, clock=SYSTEM, article=None, **changes) -> PublishedArticle:
    """A line in the lists with its delivered copy. `changes` go to the payload, `is_key` to the article."""
    is_key = changes.pop("is_key", False)
    article = article or an_article(
        title=changes.get("title", "关于暴雨红色预警的通告"), column=column or ColumnFactory(), is_key=is_key
    )
    payload = website_payload(url=f"{settings.SITE_URL}/news/{article.slug}/", **changes)
    website = Account.objects.filter(platform=Platform.WEBSITE).first()
    website = website or AccountFactory(platform=Platform.WEBSITE)
    reference = f"newsroom.test:{article.pk}-{Delivery.objects.count()}"
    delivery = queued(website, payload, clock=clock, reference=reference)
    DatabaseWebStore(clock).put(url=payload.url, digest=delivery.payload_id, delivery_id=delivery.pk)
    row = show_article(article)
    assert row is not None
    return row


def a_correction(row: PublishedArticle, note: str, *, clock=SYSTEM) -> Release:
    """A later release of the article that readers are told of."""
    delivery = row_delivery(row)
    return Release.objects.create(
        article=row.article,
        number=row.article.releases.count() + 1,
        seal=delivery.seal,
        state="released",
        due_at=clock.now(),
        correction_note=note,
        requested_by=StaffFactory(),
        requested_at=clock.now(),
        live_at=clock.now(),
    )


def a_place(row: PublishedArticle, platform: Platform, url: str, *, name="微言环保", clock=SYSTEM):
    """The article's publication on another platform."""
    release = a_correction(row, "", clock=clock)
    account = AccountFactory(platform=platform, name=name)
    delivery = queued(account, clock=clock, reference=release.reference)
    delivery.state, delivery.url, delivery.settled_at = DeliveryState.PUBLISHED, url, clock.now()
    delivery.save()
    return delivery


def row_delivery(row: PublishedArticle):
    return WebCopy.objects.get(url=row.url).delivery
