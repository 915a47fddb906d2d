"""What the public pages show: lists of published articles, one article whole, search, the frame's parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Max

from zhenglian.accounts.api import Account, active_accounts
from zhenglian.accounts.enums import Platform
from zhenglian.channels.api import Asset, WebsitePayload
from zhenglian.channels.shelf import Place, Tombstone, WebCopyView, tombstone, web_copy, with_asset_addresses
from zhenglian.newsroom.api import Column, corrections_of, published_places
from zhenglian.people.api import Unit
from zhenglian.portal.models import Imprint, PublishedArticle
from zhenglian.portal.texts import excerpt, marked, plain_text
from zhenglian.portal.words import query_words, words_to_ask

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from zhenglian.newsroom.selectors.releases import Correction

LEAD_DAYS_FROM = 12  # articles: a key topic leads the home page while it is among the newest
SECOND_COUNT = 4
LATEST_COUNT = 10
COLUMN_COUNT = 5
RELATED_COUNT = 5
SHOWN_ELSEWHERE = (Platform.WECHAT, Platform.WEIBO, Platform.MANUAL)
FOLLOWED = (Platform.WECHAT, Platform.WEIBO)


@dataclass(frozen=True, slots=True)
class Line:
    """One article in a list, with the address and size of its cover."""

    article: PublishedArticle
    cover: Asset | None


@dataclass(frozen=True, slots=True)
class ColumnBlock:
    column: Column
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class FrontPage:
    lead: Line | None
    seconds: list[Line]
    latest: list[Line]
    columns: list[ColumnBlock]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """Everything that the article page shows; the text is the delivered payload's."""

    row: PublishedArticle
    copy: WebCopyView
    body_html: str
    cover: Asset | None
    corrections: list[Correction]
    places: list[Place]
    related: list[Line]

    @property
    def payload(self) -> WebsitePayload:
        return self.copy.payload

    @property
    def source_name(self) -> str:
        """The source line without its label (来源：…)."""
        return self.payload.source.partition("：")[2] or self.payload.source

    @property
    def was_updated(self) -> bool:
        return self.copy.updated_at > self.copy.first_published_at


@dataclass(frozen=True, slots=True)
class Hit:
    """A result of search: title and excerpt in pieces, each with whether it is one of the words."""

    article: PublishedArticle
    title: list[tuple[str, bool]]
    text: list[tuple[str, bool]]


def shown_columns() -> list[Column]:
    """Columns that have something to read, in the editors' order."""
    used = PublishedArticle.objects.filter(withdrawn_at=None).values("column_id")
    return list(Column.objects.filter(pk__in=used))


def official_accounts() -> list[Account]:
    """The WeChat and Weibo accounts that readers may follow."""
    return [account for account in active_accounts() if account.platform in FOLLOWED]


def imprint() -> Imprint:
    return Imprint.objects.first() or Imprint()


def responsible_office(imprint: Imprint) -> str:
    """Its name: the organiser in the imprint, else the first unit of the tree; "" where there is neither."""
    if imprint.organiser:
        return imprint.organiser
    top = Unit.objects.filter(depth=1, valid_until=None).order_by("path").first()
    return top.name if top else ""


def with_covers(rows: Iterable[PublishedArticle]) -> list[Line]:
    """One query for all covers."""
    articles = list(rows)
    covers = Asset.objects.in_bulk([article.cover for article in articles if article.cover])
    return [Line(article, covers.get(article.cover)) for article in articles]


def front_page() -> FrontPage:
    """The newest key topic leads, else the newest article; nothing stands twice above the columns."""
    newest = with_covers(PublishedArticle.objects.shown()[:LEAD_DAYS_FROM])
    lead = next((line for line in newest if line.article.is_key), newest[0] if newest else None)
    others = [line for line in newest if line is not lead]
    pictured = [line for line in others if line.cover is not None][:SECOND_COUNT]
    blocks = [
        ColumnBlock(column, with_covers(published_in(column)[:COLUMN_COUNT])) for column in shown_columns()
    ]
    latest = [line for line in others if line not in pictured][:LATEST_COUNT]
    return FrontPage(lead, pictured, latest, blocks)


def published_in(column: Column | None) -> QuerySet[PublishedArticle]:
    """Newest first; all columns when None."""
    rows = PublishedArticle.objects.shown()
    return rows if column is None else rows.filter(column=column)


def retractions(column: Column | None, limit: int) -> list[Tombstone]:
    """Articles that were withdrawn, the latest first: feeds tell it to whoever has read them."""
    rows = PublishedArticle.objects.filter(withdrawn_at__isnull=False).order_by("-withdrawn_at")
    if column is not None:
        rows = rows.filter(column=column)
    found = [tombstone(url) for url in rows.values_list("url", flat=True)[:limit]]
    return [stone for stone in found if stone is not None]


def article_row(slug: str) -> PublishedArticle | None:
    """Withdrawn ones too: their address answers differently from one that never was."""
    return PublishedArticle.objects.select_related("column", "article").filter(slug=slug).first()


def article_view(row: PublishedArticle) -> ArticleView | None:
    """None when the website was given nothing for it."""
    copy = web_copy(row.url)
    if copy is None:
        return None
    others = published_in(row.column).exclude(pk=row.pk)[:RELATED_COUNT]
    return ArticleView(
        row=row,
        copy=copy,
        body_html=with_asset_addresses(copy.payload.body_html),
        cover=Asset.objects.filter(pk=copy.payload.cover).first(),
        corrections=corrections_of(row.article),
        places=[place for place in published_places(row.article) if place.platform in SHOWN_ELSEWHERE],
        related=with_covers(others),
    )


def found_articles(query: str) -> QuerySet[PublishedArticle] | None:
    """Articles that hold every word of the query, the best match first; None when it holds no word."""
    words = words_to_ask(query)
    if not words:
        return None
    # No `fields`: on SQLite the name would be taken for a column of the index table.
    found: QuerySet[PublishedArticle] = (
        PublishedArticle.objects.filter(withdrawn_at=None)
        .select_related("column")
        .search(" ".join(words), operator="and")
    )
    return found


def hit(article: PublishedArticle, query: str) -> Hit:
    words = query_words(query)
    copy = web_copy(article.url)
    body = plain_text(copy.payload.body_html) if copy else ""
    text = body if any(word in body.lower() for word in words) else article.digest or body
    return Hit(article, marked(article.title, words), marked(excerpt(text, words), words))


def last_change(column: Column | None = None) -> datetime | None:
    """Of an article in the list, or of one that left it."""
    newest: datetime | None = published_in(column).aggregate(at=Max("updated_at"))["at"]
    gone = [stone.withdrawn_at for stone in retractions(column, 1)]
    return max([*([newest] if newest else []), *gone], default=None)
