"""Takes over what a source carried: new items only, each into the topic that tells its story."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from zhenglian.topics.enums import OPEN_STATES, Joined
from zhenglian.topics.models import Item, Source, Topic
from zhenglian.topics.similarity import THRESHOLD, WINDOW, Features, Rarity, features_of, similarity

if TYPE_CHECKING:
    from zhenglian.topics.reading import Found

MAX_NEW = 200  # of one reading; the rest comes with the next
OLD_NEWS = timedelta(days=14)  # older than this when first seen: kept as known, no topic
AHEAD = timedelta(days=1)  # a date further in the future is a mistake
RECENT = timedelta(days=14)  # titles from which it is learnt what is common
MOST_RECENT = 4000
CANDIDATES = 50
TRACKING = ("utm_", "spm", "from", "share", "scene", "wxfrom", "sessionid")


class _Known(NamedTuple):
    item: Item
    features: Features


class Neighbourhood:
    """The recent items of a unit, to which a new one is compared; it grows while items are taken over."""

    def __init__(self, source: Source, now: datetime) -> None:
        recent = Item.objects.filter(
            source__unit=source.unit, seen_at__gte=now - RECENT, topic__isnull=False
        ).select_related("topic")[:MOST_RECENT]
        self.rarity = Rarity()
        self.known: list[_Known] = []
        self.by_pair: dict[str, list[int]] = defaultdict(list)  # places in `known`
        for item in recent:
            self.add(item)

    def add(self, item: Item) -> None:
        features = features_of(item.title)
        self.rarity.add(features)
        for pair in features.pairs:
            self.by_pair[pair].append(len(self.known))
        self.known.append(_Known(item, features))

    def nearest(self, new: Item) -> tuple[Item | None, Joined, float]:
        """The item whose topic the new one joins, why, and how similar (0..1)."""
        same = [known.item for known in self.known if known.item.fingerprint == new.fingerprint]
        if same:
            return same[0], Joined.LINK, 1.0
        mine = features_of(new.title)
        near = [known for known in self._sharing(mine) if abs(known.item.at - new.at) <= WINDOW]
        scored = [(similarity(mine, known.features, self.rarity), known.item) for known in near]
        score, item = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        return (item, Joined.TITLE, round(score, 3)) if score >= THRESHOLD else (None, Joined.FIRST, 0.0)

    def _sharing(self, mine: Features) -> list[_Known]:
        """Those that share enough to reach the threshold at all (2 s / (a + b) >= t asks for s >= t a / 2);
        of these the ones that share most, so that a reading never compares everything with everything.
        """
        shared: dict[int, float] = defaultdict(float)
        for pair in mine.pairs:
            weight = self.rarity.weight(pair)
            for place in self.by_pair.get(pair, ()):
                shared[place] += weight
        least = THRESHOLD / 2 * self.rarity.weigh(mine.pairs)
        places = nlargest(CANDIDATES, shared, key=shared.__getitem__)
        return [self.known[place] for place in places if shared[place] >= least]


def collect_items(source: Source, found: Iterable[Found], *, now: datetime) -> int:
    """How many items were new. To be called in the transaction that also notes the reading."""
    fresh = list({one.guid: one for one in found}.values())
    known = set(
        Item.objects.filter(source=source, guid__in=[one.guid for one in fresh]).values_list(
            "guid", flat=True
        )
    )
    fresh = [one for one in fresh if one.guid not in known][:MAX_NEW]
    if not fresh:
        return 0
    around = Neighbourhood(source, now)
    for one in reversed(fresh):  # feeds put the newest first
        _take_over(source, one, around, now)
    return len(fresh)


def _take_over(source: Source, found: Found, around: Neighbourhood, now: datetime) -> None:
    published = found.published_at if found.published_at and found.published_at <= now + AHEAD else None
    item = Item(
        source=source,
        guid=found.guid,
        url=found.url,
        title=found.title,
        summary=found.summary,
        published_at=published,
        seen_at=now,
        fingerprint=fingerprint_of(found.url or f"{source.pk}:{found.guid}"),
    )
    if item.at > now - OLD_NEWS:
        like, item.joined, item.joined_score = around.nearest(item)
        item.joined_like = like
        item.topic = _topic_for(item, like, source, now)
        item.save()
        around.add(item)
        return
    item.save()


def _topic_for(item: Item, like: Item | None, source: Source, now: datetime) -> Topic:
    """The topic of the similar item, whatever its state: what was dropped does not come up again."""
    topic = like.topic if like else None
    if topic is None:
        return Topic.objects.create(
            title=item.title, unit=source.unit, column=source.column, created_at=now, seen_at=now
        )
    ids = [topic.pk, topic.merged_into_id or topic.pk]
    if source.column_id is not None:
        Topic.objects.filter(pk__in=ids, column=None, state__in=OPEN_STATES).update(column=source.column_id)
    Topic.objects.filter(pk__in=ids).update(seen_at=now)
    return topic


def fingerprint_of(address: str) -> str:
    """sha256 of the address without scheme, `www.`, trailing slash and what only tracks readers."""
    parts = urlsplit(address)
    query = [pair for pair in parse_qsl(parts.query) if not pair[0].lower().startswith(TRACKING)]
    host = parts.netloc.lower().removeprefix("www.")
    plain = f"{host}{parts.path.rstrip('/')}?{urlencode(sorted(query))}"
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()
