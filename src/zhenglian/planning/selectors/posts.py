"""What the ledger knows of an account: published posts, promised ones, failed ones; by day in Beijing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Max, Q, QuerySet

from zhenglian.channels.api import Delivery
from zhenglian.channels.enums import ALARMING_STATES, WORKING_STATES, DeliveryKind, DeliveryState
from zhenglian.kernel.clock import BEIJING
from zhenglian.newsroom.api import Release
from zhenglian.planning.enums import Mark

# Withdrawn later, it was public on its day all the same: the ledger proves it (metrics.md 4.1).
POSTED_STATES = (DeliveryState.PUBLISHED, DeliveryState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Post:
    """One row of the ledger. `at`: when it came out, else the promised time; ids are 0 when unknown."""

    account_id: int
    at: datetime
    title: str
    mark: Mark
    state_label: str
    release_id: int
    article_id: int
    url: str

    @property
    def day(self) -> date:
        return self.at.astimezone(BEIJING).date()

    @property
    def clock_time(self) -> time:
        return self.at.astimezone(BEIJING).time()

    @property
    def counts(self) -> bool:
        """Came out, or will: a failed one keeps no promise."""
        return self.mark != Mark.FAILED


def posts_between(first: date, last: date, account_ids: Collection[int]) -> list[Post]:
    """Posts that came out on these days, and promises for them that are open or failed; in order of time."""
    start, end = _midnight(first), _midnight(last + timedelta(days=1))
    came_out = Q(state__in=POSTED_STATES, settled_at__gte=start, settled_at__lt=end)
    promised = Q(state__in=(*WORKING_STATES, *ALARMING_STATES), due_at__gte=start, due_at__lt=end)
    rows = list(_publications().filter(came_out | promised, account_id__in=account_ids))
    articles = _articles_of(rows)
    posts = [_post(row, articles) for row in rows]
    return sorted(posts, key=lambda post: (post.at, post.account_id))


def last_posts(account_ids: Collection[int], *, before: datetime) -> dict[int, date]:
    """{account: day of the newest post up to that moment}; accounts without one are left out."""
    rows = _publications().filter(account_id__in=account_ids, state__in=POSTED_STATES, settled_at__lte=before)
    newest = rows.order_by().values("account_id").annotate(newest=Max("settled_at"))
    return {row["account_id"]: row["newest"].astimezone(BEIJING).date() for row in newest}


def promised_days(account_ids: Collection[int], *, now: datetime) -> dict[int, set[date]]:
    """{account: days for which the ledger still promises a post}; what is overdue counts for today."""
    rows = _publications().filter(account_id__in=account_ids, state__in=WORKING_STATES)
    found: dict[int, set[date]] = {}
    for account_id, due_at in rows.values_list("account_id", "due_at"):
        found.setdefault(account_id, set()).add(max(due_at, now).astimezone(BEIJING).date())
    return found


def _publications() -> QuerySet[Delivery]:
    return Delivery.objects.filter(kind=DeliveryKind.PUBLISH)


def _articles_of(rows: Iterable[Delivery]) -> dict[str, tuple[int, int]]:
    """{reference: (release, article)}: references end in the number of their release."""
    numbers = {row.reference: row.reference.rpartition(":")[2] for row in rows}
    ids = {int(number) for number in numbers.values() if number.isdigit()}
    releases = Release.objects.filter(pk__in=ids).only("pk", "article_id")
    return {row.reference: (row.pk, row.article_id) for row in releases}


def _post(row: Delivery, articles: dict[str, tuple[int, int]]) -> Post:
    release_id, article_id = articles.get(row.reference, (0, 0))
    has_come_out = row.state in POSTED_STATES and row.settled_at is not None
    at = row.settled_at if has_come_out and row.settled_at else row.due_at
    label = str(row.get_state_display())
    return Post(row.account_id, at, row.title, _mark(row), label, release_id, article_id, row.url)


def _mark(row: Delivery) -> Mark:
    if row.state in POSTED_STATES:
        return Mark.PUBLISHED
    if row.state in ALARMING_STATES:
        return Mark.FAILED
    return Mark.SCHEDULED if row.state == DeliveryState.QUEUED else Mark.UNDER_WAY


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=BEIJING)
