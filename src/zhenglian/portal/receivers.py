"""What the public site hears from below, each answered by an action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.signals import page_unpublished

from zhenglian.channels.signals import delivery_settled, delivery_withdrawn
from zhenglian.newsroom.signals import article_live
from zhenglian.portal.actions import forget_pages, show_article, withdraw_article

if TYPE_CHECKING:
    from zhenglian.newsroom.models import ArticlePage

# Their rows stand on public pages: navigation, links to the accounts, footer.
SHOWN_MODELS = ("newsroom.Column", "accounts.Account", "portal.Imprint")


@receiver(article_live)
def list_article(article: ArticlePage, **_kwargs: Any) -> None:
    show_article(article)


@receiver(page_unpublished)
def unlist_article(instance: Any, **_kwargs: Any) -> None:  # Any: any page of Wagtail's
    withdraw_article(instance.pk)


@receiver(delivery_settled)
def forget_after_delivery(**_kwargs: Any) -> None:
    """The list of other places of publication has grown."""
    forget_pages()


@receiver(delivery_withdrawn)
def forget_after_withdrawal(**_kwargs: Any) -> None:
    """The list of other places of publication has shrunk."""
    forget_pages()


def forget_after_change(**_kwargs: Any) -> None:
    forget_pages()


for shown in SHOWN_MODELS:
    post_save.connect(forget_after_change, sender=shown, dispatch_uid=f"portal-saved-{shown}")
    post_delete.connect(forget_after_change, sender=shown, dispatch_uid=f"portal-deleted-{shown}")
