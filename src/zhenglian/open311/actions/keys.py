"""Keys: given, spent, revoked. How many calls a minute are left is decided by the database alone."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.digests import sha256_hex
from zhenglian.open311 import errors
from zhenglian.open311.enums import Scope
from zhenglian.open311.models import ApiKey
from zhenglian.open311.rules import can_administer_keys

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

PREFIX = "zl_"
BYTES = 32
MINUTE_S = 60
MOST_A_MINUTE = 6000
ENDING = 4


@transaction.atomic
def create_key(
    client: str,
    *,
    scopes: Collection[str],
    per_minute: int,
    expires_at: datetime,
    is_public: bool = False,
    by_token: bool = False,
    actor: Staff | None,
    clock: Clock = SYSTEM,
) -> tuple[ApiKey, str]:
    """The row and the key itself, which nobody can be shown again. Records `open311.create_key`.

    Raises MayNotAdministerKeys, KeyIncomplete.
    """
    if not can_administer_keys(actor, clock=clock):
        raise errors.MayNotAdministerKeys
    name = " ".join(client.split())[:80]
    wanted = [scope.value for scope in Scope if scope in scopes]
    if not name or not wanted or not 1 <= per_minute <= MOST_A_MINUTE or expires_at <= clock.now():
        raise errors.KeyIncomplete
    secret = PREFIX + secrets.token_urlsafe(BYTES)
    key = ApiKey.objects.create(
        client=name,
        digest=sha256_hex(secret.encode()),
        ending=secret[-ENDING:],
        scopes=wanted,
        per_minute=per_minute,
        is_public=is_public,
        by_token=by_token,
        expires_at=expires_at,
        created_at=clock.now(),
        created_by=actor,
    )
    detail = {"scopes": wanted, "per_minute": per_minute, "public": is_public, "until": expires_at}
    record("open311.create_key", actor=actor, on=key, detail=detail, clock=clock)
    return key, secret


@transaction.atomic
def revoke_key(key: ApiKey, *, actor: Staff | None, clock: Clock = SYSTEM) -> ApiKey:
    """From the next call on it is refused. Records `open311.revoke_key`.

    Raises MayNotAdministerKeys, RevokedAlready.
    """
    if not can_administer_keys(actor, clock=clock):
        raise errors.MayNotAdministerKeys
    row = ApiKey.objects.select_for_update(of=("self",)).get(pk=key.pk)
    if row.revoked_at is not None:
        raise errors.RevokedAlready
    row.revoked_at = clock.now()
    row.save(update_fields=["revoked_at"])
    record("open311.revoke_key", actor=actor, on=row, clock=clock)
    return row


def spend_key(secret: str, scope: Scope | None, *, clock: Clock = SYSTEM) -> ApiKey:
    """The key for one call, which counts whatever becomes of it; `scope` None: any key will do.

    Raises KeyMissing, KeyRefused, ScopeMissing, RateExceeded.
    """
    if not secret:
        raise errors.KeyMissing
    now = clock.now()
    key = ApiKey.objects.filter(digest=sha256_hex(secret.encode())).first()
    if key is None or not key.is_valid(now):
        raise errors.KeyRefused
    if scope is not None and not key.permits(scope):
        raise errors.ScopeMissing
    if not _counted(key, now):
        raise errors.RateExceeded
    return key


def _counted(key: ApiKey, now: datetime) -> bool:
    """One conditional UPDATE each: two processes never both take the last call of a minute."""
    minute = int(now.timestamp()) // MINUTE_S
    row = ApiKey.objects.filter(pk=key.pk)
    for _attempt in range(2):
        if row.filter(minute__gte=minute, used__lt=key.per_minute).update(
            used=F("used") + 1, last_used_at=now
        ):
            return True
        if row.filter(minute__lt=minute).update(minute=minute, used=1, last_used_at=now):
            return True
    return False  # in the second round, another process may have begun the minute in between
