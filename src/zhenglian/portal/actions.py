"""What changes the public site: an article enters or leaves its lists; rendered pages are forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import F
from wagtail.search import index

from zhenglian.audit.api import record
from zhenglian.channels.shelf import web_copy
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.generation import Generation
from zhenglian.portal.models import Imprint, PageGeneration, PublishedArticle

if TYPE_CHECKING:
    from zhenglian.newsroom.models import ArticlePage
    from zhenglian.people.api import Staff


def show_article(article: ArticlePage) -> PublishedArticle | None:
    """Writes the line in the lists from what the website was given; None when it was given nothing."""
    url = f"{settings.SITE_URL}/news/{article.slug}/"
    copy = web_copy(url)
    if copy is None:
        return None
    payload = copy.payload
    row, _is_new = PublishedArticle.objects.update_or_create(
        article_id=article.pk,
        defaults={
            "column_id": article.column_id,
            "slug": article.slug,
            "url": url,
            "title": payload.title,
            "digest": payload.digest,
            "cover": payload.cover,
            "cover_alt": payload.cover_alt,
            "is_key": article.is_key,
            "disclosure": article.disclosure,
            "first_published_at": copy.first_published_at,
            "updated_at": copy.updated_at,
            "withdrawn_at": None,
        },
    )
    index.insert_or_update_object(row)
    forget_pages()
    return row


def withdraw_article(article_id: int, *, clock: Clock = SYSTEM) -> None:
    """The address answers 410 from now on, and no list or search shows it."""
    for row in PublishedArticle.objects.filter(article_id=article_id, withdrawn_at=None):
        row.withdrawn_at = clock.now()
        row.save(update_fields=["withdrawn_at"])
        index.remove_object(row)
        forget_pages()


def write_imprint(*, actor: Staff | None, clock: Clock = SYSTEM, **fields: str) -> Imprint:
    """Fills the fields given, leaves the others."""
    imprint = Imprint.objects.first() or Imprint()
    for name, value in fields.items():
        setattr(imprint, name, value)
    with transaction.atomic():
        imprint.save()
        record("portal.write_imprint", actor=actor, on=imprint, detail=dict(fields), clock=clock)
    return imprint


def forget_pages() -> None:
    """All rendered pages are forgotten once the transaction is through."""
    transaction.on_commit(_advance_generation)


def _advance_generation() -> None:
    """After the commit, on its own: the row's lock must not wait for other rows, nor they for it."""
    changed = PageGeneration.objects.filter(pk=1).update(value=F("value") + 1)
    if not changed:
        PageGeneration.objects.get_or_create(pk=1, defaults={"value": 1})
    value = PageGeneration.objects.values_list("value", flat=True).get(pk=1)
    Generation(settings.DATA_DIR).write(value)
