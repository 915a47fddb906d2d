"""What the random sequences of `test_machine` play with: an office of many hats, and a memory of its own.

The memory knows nothing of reviews or seals: it keeps who wrote what and which bytes were approved, so that
it can contradict the product.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tests.factories.newsroom import ColumnFactory, an_article, an_image
from tests.factories.people import StaffFactory, UnitFactory
from tests.factories.releases import Newsroom, Post, a_newsroom
from tests.factories.reviews import an_office, somebody
from zhenglian.channels.models import Delivery
from zhenglian.kernel.errors import ZhenglianError
from zhenglian.newsroom.models import ArticlePage, Release
from zhenglian.newsroom.models.release import release_id_of
from zhenglian.newsroom.selectors.drafts import renderings_of
from zhenglian.people.enums import Role
from zhenglian.people.models import Staff
from zhenglian.reviews.models import Decision, Review

EDITOR, PUBLISHER, SUPERVISOR = Role.EDITOR, Role.PUBLISHER, Role.SUPERVISOR
FIRST, SECOND, THIRD = Role.FIRST_REVIEWER, Role.SECOND_REVIEWER, Role.THIRD_REVIEWER

HATS = {
    "writer": [EDITOR],
    "writing first": [EDITOR, FIRST],
    "first and second": [FIRST, SECOND],
    "second and third": [SECOND, THIRD],
    "releasing third": [THIRD, PUBLISHER],
    "all hats": [EDITOR, FIRST, SECOND, THIRD, PUBLISHER, SUPERVISOR],
}
PEOPLE = ["first", "second", "third", "publisher", "supervisor", "deputy", "stranger", *HATS]


@dataclass
class Memory:
    """Of one article. `approvals`: since its content last changed or it was last submitted."""

    pk: int
    wrote: set[int]
    is_flagged: bool = False
    approvals: list[set[int]] = field(default_factory=list)  # who stood for each level, principals included
    approved: dict[str, bytes] | None = None  # by part; None: nothing may leave
    requested: dict[str, bytes] | None = None  # what an emergency release was asked for

    @property
    def levels(self) -> int:
        return 3 if self.is_flagged else 2

    def changed(self, by: Staff) -> None:
        self.wrote.add(by.pk)
        self.approvals, self.approved, self.requested = [], None, None


@dataclass
class RandomOffice:
    """People, accounts and one picture that all articles share; made once for all sequences."""

    desk: Newsroom
    people: dict[str, Staff]
    column: object
    picture: object
    steps: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)

    def attempt(self, name: str, act, *args, **kwargs):
        """The result of an action; None when it refused. Any other error is a failure of the product."""
        try:
            result = act(*args, **kwargs)
        except ZhenglianError as refusal:
            self.outcomes[f"{name} refused: {type(refusal).__name__}"] += 1
            return None
        self.outcomes[name] += 1
        return result

    def write(self, owner: Staff) -> Memory:
        article = an_article(
            owner=owner,
            unit=self.desk.office.unit,
            column=self.column,
            cover=self.picture,
            cover_alt="水库与大坝",
        )
        return Memory(article.pk, {owner.pk})

    def take_posts(self) -> list[Post]:
        posts = list(self.desk.outside.posts)
        self.desk.outside.posts.clear()
        return posts


def a_random_office() -> RandomOffice:
    ministry = UnitFactory(name="部机关")
    desk = a_newsroom(an_office(unit=UnitFactory(parent=ministry, name="中心")))
    people = {name: somebody(*roles, desk.office.unit, display_name=name) for name, roles in HATS.items()}
    for name in ("first", "second", "third", "publisher", "supervisor"):
        people[name] = getattr(desk.office, name)
    people["deputy"] = StaffFactory(display_name="deputy")
    people["stranger"] = somebody(*HATS["all hats"], UnitFactory(), display_name="stranger")
    return RandomOffice(desk, people, ColumnFactory(), an_image())


def article_of(memory: Memory) -> ArticlePage:
    return ArticlePage.objects.get(pk=memory.pk)


def rendered(memory: Memory) -> dict[str, bytes]:
    """What the newest draft would send, by part."""
    payloads = renderings_of(article_of(memory)).payloads
    return {part: payload.to_bytes() for part, payload in payloads.items()}


def persons_of_last_decision(review: Review) -> set[int]:
    decision = Decision.objects.filter(review=review).latest("pk")
    return {decision.reviewer_id, decision.principal_id} - {None}


def article_behind(post: Post) -> int:
    """Primary key of the article that a post came from."""
    reference = Delivery.objects.get(pk=post.delivery_id).reference
    return Release.objects.get(pk=release_id_of(reference)).article_id
