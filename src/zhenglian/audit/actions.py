"""Appending to the record. There is no other way to write an entry, and none to change one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import models, transaction

from zhenglian.audit.anchor import drop_anchor
from zhenglian.audit.chain import GENESIS, hash_of, head_mac, plain, plain_text
from zhenglian.audit.models import ChainHead, Entry
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.origin import current_origin

SYSTEM_NAME = "system"


def record(
    act: str,
    *,
    actor: Any | None,  # Any: audit stands below `people` and knows no Staff
    on: models.Model | tuple[str, str, str],
    detail: Mapping[str, Any] | None = None,  # Any: JSON
    on_behalf_of: str = "",
    clock: Clock = SYSTEM,
) -> Entry:
    """Append one decision to the chain, inside the caller's transaction.

    `act` is dotted (`newsroom.release`); `on` a saved model instance or (kind, id, name). `actor`
    None is the system itself. The row of the head is locked until the transaction ends, so that
    writers queue: call it after everything else that locks rows. Rolled back, the entry never was.
    """
    with transaction.atomic():
        head, _created = ChainHead.objects.select_for_update().get_or_create(
            pk=1, defaults={"sequence": 0, "hash": GENESIS, "mac": head_mac(0, GENESIS)}
        )
        entry = _entry(act, actor, _named(on), clock)
        entry.on_behalf_of = plain_text(on_behalf_of, 120)
        entry.detail = plain(detail or {})
        entry.sequence = head.sequence + 1
        entry.previous_hash = head.hash
        entry.hash = hash_of(entry)
        entry.save()
        _advance(head, entry)
        transaction.on_commit(partial(drop_anchor, entry.sequence, entry.hash), robust=True)
    return entry


def _entry(act: str, actor: Any | None, on: tuple[str, str, str], clock: Clock) -> Entry:  # Any: see record
    origin = current_origin()
    kind, identity, name = on
    return Entry(
        at=clock.now(),
        act=plain_text(act, 80),
        actor_id="" if actor is None else plain_text(actor.pk, 40),
        actor_name=SYSTEM_NAME if actor is None else plain_text(actor, 120),
        address=plain_text(origin.address, 64),
        via=plain_text(origin.via, 40),
        object_kind=plain_text(kind, 60),
        object_id=plain_text(identity, 60),
        object_name=plain_text(name, 200),
    )


def _named(on: models.Model | tuple[str, str, str]) -> tuple[str, str, str]:
    if isinstance(on, models.Model):
        return on._meta.label_lower, str(on.pk), str(on)
    return on


def _advance(head: ChainHead, entry: Entry) -> None:
    head.sequence, head.hash = entry.sequence, entry.hash
    head.mac = head_mac(entry.sequence, entry.hash)
    head.save(update_fields=["sequence", "hash", "mac"])
