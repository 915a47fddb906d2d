"""The arithmetic of the chain: what an entry's hash covers, and the keyed seals of head and anchor.

Pure: no database, no clock. Where the parts are kept is in `actions` and `anchor`.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings

from zhenglian.kernel.digests import canonical_json, sha256_hex

if TYPE_CHECKING:
    from zhenglian.audit.models import Entry

GENESIS = "0" * 64

# Every column of an entry but `id` and `hash` itself; `at` is spelled apart.
COVERED = (
    "sequence",
    "act",
    "actor_id",
    "actor_name",
    "on_behalf_of",
    "address",
    "via",
    "object_kind",
    "object_id",
    "object_name",
    "detail",
    "previous_hash",
)


def hash_of(entry: Entry) -> str:
    """SHA-256 over the canonical spelling of the entry and the hash before it."""
    values = {name: getattr(entry, name) for name in COVERED}
    values["at"] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    return sha256_hex(canonical_json(values))


def head_mac(sequence: int, entry_hash: str) -> str:
    """Whoever can write to the database but does not know FIELD_KEY cannot move the head."""
    return _mac("audit.head", sequence, entry_hash)


def anchor_mac(sequence: int, entry_hash: str) -> str:
    """Another label than the head's, so that an anchor line cannot serve as an old head."""
    return _mac("audit.anchor", sequence, entry_hash)


def plain(value: Any) -> Any:  # Any: whatever JSON can carry, in and out
    """The value as both databases give it back unchanged; floats become text (jsonb respells them)."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {plain_text(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return plain_text(value)


def plain_text(value: object, longest: int | None = None) -> str:
    """Text without what PostgreSQL cannot store (NUL, lone surrogates), cut to `longest` characters."""
    text = str(value).replace("\x00", "").encode("utf-8", "replace").decode()
    return text[:longest]


def _mac(label: str, sequence: int, entry_hash: str) -> str:
    key = hmac.new(settings.FIELD_KEY.encode(), label.encode(), hashlib.sha256).digest()
    return hmac.new(key, f"{sequence}:{entry_hash}".encode(), hashlib.sha256).hexdigest()
