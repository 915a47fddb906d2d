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
        """False when a newer delivery stands there: an old one that is retried must not undo it."""
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
            return True
        if copy.delivery_id > delivery_id:
            return False
        copy.payload_id, copy.delivery_id, copy.updated_at = digest, delivery_id, now
        copy.save(update_fields=["payload", "delivery", "updated_at"])
        return True

    def digest_at(self, url: str) -> str:
        return WebCopy.objects.filter(url=url).values_list("payload_id", flat=True).first() or ""
