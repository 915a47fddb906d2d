"""When the list of services last changed: clients read it again when this moves."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.digests import canonical_json, sha256_hex
from zhenglian.open311.models import ServiceList
from zhenglian.open311.selectors.catalogue import Catalogue

ONLY = 1


def changed_at(catalogue: Catalogue, *, clock: Clock = SYSTEM) -> datetime:
    """The list as it is compared with the one last shown; what differs is noted with this moment."""
    digest = sha256_hex(canonical_json([asdict(service) for service in catalogue.services]))
    known = ServiceList.objects.filter(pk=ONLY).first()
    if known is not None and known.digest == digest:
        return known.changed_at
    facts = {"digest": digest, "changed_at": clock.now()}
    row, _created = ServiceList.objects.update_or_create(pk=ONLY, defaults=facts)
    return row.changed_at
