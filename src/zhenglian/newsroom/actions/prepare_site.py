"""What must stand before the first article: the page that holds them, its site, and the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.db import transaction
from wagtail.models import Locale, Page, Site

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.newsroom.models import ArticleIndexPage, Column
from zhenglian.people.api import grant_page_permissions

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

INDEX_SLUG = "news"
PORTS = {"http": 80, "https": 443}


@transaction.atomic
def ensure_article_index(*, site_name: str, site_url: str, title: str) -> ArticleIndexPage:
    """The one page that holds all articles, below the home page of the default site.

    Brings the site to `site_url` and lets editors and reviewers write below the index. Calling it
    again changes only what differs.
    """
    site = _site(site_name, site_url, title)
    index = ArticleIndexPage.objects.first()
    if index is None:
        home = Page.objects.get(pk=site.root_page_id)
        index = home.add_child(instance=ArticleIndexPage(title=title, slug=INDEX_SLUG))
    grant_page_permissions(index)
    return index


@transaction.atomic
def ensure_column(
    slug: str,
    *,
    name: str,
    order: int = 0,
    description: str = "",
    actor: Staff | None = None,
    clock: Clock = SYSTEM,
) -> Column:
    """Opens the column; one that exists is left as its editors keep it. Records `newsroom.open_column`."""
    column, is_new = Column.objects.get_or_create(
        slug=slug, defaults={"name": name, "order": order, "description": description}
    )
    if is_new:
        record("newsroom.open_column", actor=actor, on=column, detail={"slug": slug}, clock=clock)
    return column


def _site(name: str, url: str, title: str) -> Site:
    address = urlsplit(url)
    values = {
        "hostname": address.hostname or "localhost",
        "port": address.port or PORTS.get(address.scheme, 80),
        "site_name": name,
    }
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return Site.objects.create(is_default_site=True, root_page=_home(title), **values)
    if any(getattr(site, field) != value for field, value in values.items()):
        for field, value in values.items():
            setattr(site, field, value)
        site.save()
    return site


def _home(title: str) -> Page:
    """The first page below the root: Wagtail's own migrations leave one."""
    Locale.objects.get_or_create(language_code="zh-hans")
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    home: Page = root.get_children().first() or root.add_child(instance=Page(title=title, slug="home"))
    return home
