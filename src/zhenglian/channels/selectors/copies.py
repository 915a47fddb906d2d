"""What the website shows of an article, and where else an article can be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BinaryField, F, Func, IntegerField, Value

from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.errors import PayloadMissing
from zhenglian.channels.models import Delivery, WebCopy
from zhenglian.channels.payloads import WebsitePayload, payload_from_bytes


@dataclass(frozen=True, slots=True)
class WebCopyView:
    """The delivered payload and when it first and last reached the website."""

    payload: WebsitePayload
    first_published_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """One place where an article was published; `url` may be empty when the platform told none."""

    reference: str
    platform: str
    account_name: str
    url: str
    published_at: datetime | None


def web_copy(url: str) -> WebCopyView | None:
    """What the website was given for that address; None when nothing was delivered there."""
    row = WebCopy.objects.select_related("payload").filter(url=url).first()
    if row is None:
        return None
    payload = payload_from_bytes(bytes(row.payload.body))
    if not isinstance(payload, WebsitePayload):
        raise PayloadMissing
    return WebCopyView(payload, row.first_published_at, row.updated_at)


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
    return list(WebCopy.objects.annotate(place=place).filter(place__gt=0).values_list("url", flat=True))


def published_places(references: Iterable[str]) -> list[Place]:
    """Everywhere these references were published, in the order of publication."""
    rows = Delivery.objects.filter(reference__in=list(references), state=DeliveryState.PUBLISHED)
    return [
        Place(row.reference, row.account.platform, row.account.name, row.url, row.settled_at)
        for row in rows.select_related("account").order_by("settled_at", "id")
    ]
