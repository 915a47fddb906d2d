"""The website's shelf: what a delivered payload puts there is what `portal` shows."""

from __future__ import annotations

from django.db import transaction

from zhenglian.channels.models import WebCopy
from zhenglian.kernel.clock import Clock


class DatabaseWebStore:
    """One copy an address. The first publication's time stays through corrections."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock

    @transaction.atomic
    def put(self, *, url: str, digest: str, delivery_id: int) -> bool:
        """False when a newer delivery stands there, or this one was taken off: a retry must not undo it."""
        now = self.clock.now()
        copy, is_new = WebCopy.objects.select_for_update().get_or_create(
            url=url,
            defaults={
                "payload_id": digest,
                "delivery_id": delivery_id,
                "first_published_at": now,
                "updated_at": now,
            },
        )
        if is_new or (copy.payload_id, copy.delivery_id) == (digest, delivery_id):
            return copy.withdrawn_at is None
        if copy.delivery_id > delivery_id:
            return False
        copy.payload_id, copy.delivery_id, copy.updated_at = digest, delivery_id, now
        copy.withdrawn_at, copy.withdrawn_because = None, ""
        copy.save()
        return True

    def digest_at(self, url: str) -> str:
        standing = WebCopy.objects.filter(url=url, withdrawn_at=None)
        return standing.values_list("payload_id", flat=True).first() or ""

    @transaction.atomic
    def take_off(self, *, url: str, delivery_id: int, because: str) -> bool:
        """The first reason and time stay. False when another delivery's copy stands there by now."""
        copy = WebCopy.objects.select_for_update().filter(url=url).first()
        if copy is None:
            return True
        if copy.delivery_id != delivery_id:
            return False
        if copy.withdrawn_at is None:
            copy.withdrawn_at, copy.withdrawn_because = self.clock.now(), because
            copy.save(update_fields=["withdrawn_at", "withdrawn_because"])
        return True
