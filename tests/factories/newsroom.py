"""Columns, the article index with its site, and articles with a saved draft revision."""

from __future__ import annotations

import io

import factory
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image as Pillow
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Locale, Page, Site

from zhenglian.newsroom.models import ArticleIndexPage, ArticlePage, Column


class ColumnFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Column

    name = factory.Sequence(lambda n: f"栏目{n}")
    slug = factory.Sequence(lambda n: f"column-{n}")
    order = factory.Sequence(int)


def picture_bytes(*, size=(1200, 800), colour=(30, 90, 160), kind="JPEG", **options) -> bytes:
    buffer = io.BytesIO()
    Pillow.new("RGB", size, colour).save(buffer, kind, **options)
    return buffer.getvalue()


def an_image(*, title="水库", name="picture.jpg", data: bytes | None = None, **kwargs):
    """A stored Wagtail image; `kwargs` go to `picture_bytes`."""
    _library()
    file = ImageFile(io.BytesIO(data or picture_bytes(**kwargs)), name=name)
    return get_image_model().objects.create(title=title, file=file)


def a_document(content=b"%PDF-1.4 form", *, title="申请表", name="form.pdf"):
    _library()
    return get_document_model().objects.create(title=title, file=ContentFile(content, name=name))


def _library() -> None:
    """The collection that Wagtail's migrations would have made."""
    if not Collection.objects.exists():
        Collection.add_root(name="Root")


def article_index() -> ArticleIndexPage:
    """The one index at /news/, below a root page that a site points to; with it the media library."""
    _library()
    if found := ArticleIndexPage.objects.first():
        return found
    Locale.objects.get_or_create(language_code="zh-hans")
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="root", slug="root"))
    home = root.get_children().first() or root.add_child(instance=Page(title="首页", slug="home"))
    if not Site.objects.exists():
        Site.objects.create(hostname="localhost", root_page=home, is_default_site=True, site_name="政联")
    return home.add_child(instance=ArticleIndexPage(title="文章", slug="news"))


def an_article(*, owner=None, with_cover: bool = False, **fields) -> ArticlePage:
    """A draft as the editor would have saved it: page and one revision by its owner."""
    values = {
        "title": "本市今日起发放节水补贴",
        "digest": "符合条件的家庭可在网上申请。",
        "author_line": "王芳",
        "body": [("paragraph", "<p>符合条件的家庭可在网上申请节水补贴。</p>")],
        **fields,
    }
    if with_cover:
        values |= {"cover": an_image(), "cover_alt": "水库与大坝"}
    page = article_index().add_child(instance=ArticlePage(owner=owner, live=False, **values))
    page.save_revision(user=owner, clean=False)
    return page
