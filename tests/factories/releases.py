"""A newsroom that can publish: office, accounts on three platforms, and clients that only take notes."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.factories.accounts import AccountFactory
from tests.factories.newsroom import ColumnFactory, an_article
from tests.factories.reviews import Office, an_office
from zhenglian.accounts.enums import Platform
from zhenglian.accounts.models import Account
from zhenglian.channels.actions.deliver import deliver_due
from zhenglian.channels.actions.web_copies import DatabaseWebStore
from zhenglian.channels.clients import CHANNELS
from zhenglian.channels.clients.base import (
    Channel,
    Doors,
    NotFound,
    Parcel,
    PlatformFault,
    Progress,
    Receipt,
    Search,
)
from zhenglian.channels.clients.website import WebsiteChannel
from zhenglian.channels.enums import FailureClass
from zhenglian.kernel.clock import SYSTEM
from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom.copies import CopyDecision
from zhenglian.newsroom.enums import CopyChoice
from zhenglian.newsroom.models import ArticlePage, Release
from zhenglian.newsroom.selectors.older_copies import undecided_copies
from zhenglian.people.models import Staff
from zhenglian.reviews.models import Review


@dataclass
class Post:
    """What left for a platform."""

    delivery_id: int
    part: str
    body: bytes


@dataclass
class Outside:
    """The world outside: what reached it, and whether it answers."""

    posts: list[Post] = field(default_factory=list)
    taken_back: list[int] = field(default_factory=list)  # deliveries whose posts were deleted
    is_down: bool = False

    def take(self, parcel: Parcel) -> None:
        if self.is_down:
            raise PlatformFault(FailureClass.PERMANENT, "wrong_payload", code="500")
        payload = parcel.payload
        self.posts.append(Post(parcel.delivery_id, payload.platform, payload.to_bytes()))


class NotingChannel(Channel):
    """Stands where the platform's transport is: keeps the bytes that it was given."""

    outside: Outside

    def send(self, parcel: Parcel, progress: Progress) -> Receipt:
        self.outside.take(parcel)
        return Receipt("published", platform_id=str(parcel.delivery_id), url="https://example.test/post")

    def check(self, parcel: Parcel, progress: Progress) -> Receipt | None:
        return None

    def withdraw(self, parcel: Parcel, progress: Progress) -> Receipt:
        self.outside.taken_back.append(parcel.standing.delivery_id)
        return Receipt("withdrawn")

    def find(self, parcel: Parcel, progress: Progress) -> Search:
        return NotFound(is_safe=True)


class NotingWebsite(WebsiteChannel):
    """The website's real client, watched."""

    outside: Outside

    def send(self, parcel: Parcel, progress: Progress) -> Receipt:
        self.outside.take(parcel)
        return super().send(parcel, progress)


def clients_to(outside: Outside) -> dict[str, Channel]:
    doors = Doors(http=None, clock=SYSTEM, web=DatabaseWebStore(SYSTEM))
    clients: dict[str, Channel] = {}
    for platform, real in CHANNELS.items():
        noting = NotingWebsite if platform == Platform.WEBSITE else NotingChannel
        client = type(f"Noting{real.__name__}", (noting,), {"capabilities": real.capabilities})(doors)
        client.outside = outside
        clients[platform] = client
    return clients


@dataclass
class Newsroom:
    """An office with its three accounts and the world outside."""

    office: Office
    website: Account
    wechat: Account
    weibo: Account
    outside: Outside = field(default_factory=Outside)

    @property
    def account_ids(self) -> list[int]:
        return [self.website.pk, self.wechat.pk, self.weibo.pk]

    def article(self, *, owner: Staff | None = None, **fields) -> ArticlePage:
        values = {"unit": self.office.unit, "column": ColumnFactory(), "with_cover": True, **fields}
        return an_article(owner=owner or self.office.editor, **values)

    def edit(self, article: ArticlePage, *, by: Staff | None = None, **fields) -> ArticlePage:
        """Saves a new draft as Wagtail's editor does; of what is public with a note on the correction."""
        draft = newsroom.draft_of(ArticlePage.objects.get(pk=article.pk))
        values = {**correction_of(article), **(fields or {"title": f"{draft.title}！"})}
        for name, value in values.items():
            setattr(draft, name, value)
        draft.save_revision(user=by or self.office.editor)
        return ArticlePage.objects.get(pk=article.pk)

    def submit(self, article: ArticlePage) -> Review:
        return newsroom.submit_article(article, actor=self.office.editor)

    def approve(self, article: ArticlePage, *, levels: int | None = None) -> Review:
        """All levels of the open round, or the given number, each by its own reviewer."""
        review = newsroom.article_stage(article).review
        for _ in range(levels or review.levels - review.level + 1):
            review = newsroom.approve_article(article, actor=self.office.reviewer_of(review.level))
        return review

    def approved(self, **fields) -> ArticlePage:
        article = self.article(**fields)
        self.submit(article)
        self.approve(article)
        return article

    def release(
        self, article: ArticlePage, *, account_ids=None, actor: Staff | None = None, **options
    ) -> Release:
        """To all accounts; older copies are deleted and posted anew, unless `decisions` say otherwise."""
        wanted = set(account_ids or self.account_ids)
        options.setdefault("decisions", reposting(article, wanted))
        return newsroom.release_article(
            article,
            account_ids=wanted - set(options["decisions"]),
            actor=actor or self.office.publisher,
            **options,
        )

    def published(self, **fields) -> ArticlePage:
        article = self.approved(**fields)
        self.release(article)
        self.deliver()
        return ArticlePage.objects.get(pk=article.pk)

    def deliver(self) -> int:
        return deliver_due(clients=clients_to(self.outside), jitter=lambda: 0.5)


def correction_of(article: ArticlePage) -> dict[str, str]:
    """Another note for each correction; none before something is public."""
    number = article.releases.filter(live_at__isnull=False).count()
    return {"correction_note": f"更正第{number}处。"} if number else {}


def reposting(article: ArticlePage, wanted: set[int]) -> dict[int, CopyDecision]:
    """A decision for every older copy: posted anew where the account is wanted, else left."""
    seal = newsroom.article_stage(article).seal
    leave = CopyDecision(CopyChoice.LEAVE, "该账号不再发布此稿件")
    return {
        one.account.pk: CopyDecision(CopyChoice.REPOST) if one.account.pk in wanted else leave
        for one in undecided_copies(article, seal.digest if seal else "")
    }


def a_newsroom(office: Office | None = None) -> Newsroom:
    office = office or an_office()
    accounts = {
        str(platform): AccountFactory(platform=platform, unit=office.unit, handle=f"{platform}-1")
        for platform in (Platform.WEBSITE, Platform.WECHAT, Platform.WEIBO)
    }
    accounts["weibo"].credentials = {**accounts["weibo"].credentials, "safe_domain": "127.0.0.1"}
    accounts["weibo"].save()
    return Newsroom(office=office, **accounts)
