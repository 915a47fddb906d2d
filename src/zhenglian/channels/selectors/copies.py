"""What the website shows of an article, and where else an article can be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BinaryField, F, Func, IntegerField, Value

from zhenglian.channels.enums import DeliveryKind, DeliveryState
from zhenglian.channels.errors import PayloadMissing
from zhenglian.channels.models import Delivery, WebCopy
from zhenglian.channels.payloads import WebsitePayload, is_correction, payload_from_bytes


@dataclass(frozen=True, slots=True)
class WebCopyView:
    """The delivered payload and when it first and last reached the website."""

    payload: WebsitePayload
    first_published_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Tombstone:
    """When a page was taken off the website, and what readers are told about why."""

    url: str
    withdrawn_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """One place where an article was published; `url` may be empty when the platform told none.

    `platform_name` is what readers call it: accounts that people post to by hand have their own.
    """

    reference: str
    platform: str
    platform_name: str
    is_correction: bool
    account_name: str
    url: str
    published_at: datetime | None


def web_copy(url: str) -> WebCopyView | None:
    """What the website shows at that address; None when nothing was delivered there, or it was withdrawn."""
    row = WebCopy.objects.select_related("payload").filter(url=url, withdrawn_at=None).first()
    if row is None:
        return None
    payload = payload_from_bytes(bytes(row.payload.body))
    if not isinstance(payload, WebsitePayload):
        raise PayloadMissing
    return WebCopyView(payload, row.first_published_at, row.updated_at)


def tombstone(url: str) -> Tombstone | None:
    """What the website says of a page that was taken off; None for every other address."""
    row = WebCopy.objects.filter(url=url, withdrawn_at__isnull=False).first()
    if row is None or row.withdrawn_at is None:
        return None
    return Tombstone(row.url, row.withdrawn_at, row.withdrawn_because)


class _Position(Func):
    """Where bytes stand in bytes, from 1; 0 when they do not. Django's StrIndex takes text only."""

    function = "INSTR"
    output_field = IntegerField()

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:  # Any: Django's untyped compiler
        haystack, needle = self.source_expressions
        turned = _Position(needle, haystack, template="POSITION(%(expressions)s)", arg_joiner=" IN ")
        return turned.as_sql(compiler, connection)


def addresses_carrying(digest: str) -> list[str]:
    """Pages whose delivered payload names this sha256: a picture's, or an attachment's."""
    place = _Position(F("payload__body"), Value(digest.encode(), BinaryField()))
    rows = WebCopy.objects.filter(withdrawn_at=None).annotate(place=place)
    return list(rows.filter(place__gt=0).values_list("url", flat=True))


def published_places(references: Iterable[str]) -> list[Place]:
    """Everywhere these references were published, in the order of publication."""
    rows = Delivery.objects.filter(
        reference__in=list(references), state=DeliveryState.PUBLISHED, kind=DeliveryKind.PUBLISH
    )
    return [
        Place(
            reference=row.reference,
            platform=row.account.platform,
            platform_name=row.account.manual_platform or row.account.get_platform_display(),
            is_correction=is_correction(row.part),
            account_name=row.account.name,
            url=row.url,
            published_at=row.settled_at,
        )
        for row in rows.select_related("account").order_by("settled_at", "id")
    ]
