"""Frozen payloads and pictures as they were stored."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from zhenglian.channels.errors import PayloadMissing, PictureMissing
from zhenglian.channels.models import Asset, FrozenPayload
from zhenglian.channels.payloads import ASSET_SCHEME, Payload, payload_from_bytes
from zhenglian.kernel.digests import sha256_hex

ASSET_ADDRESS = re.compile(re.escape(ASSET_SCHEME) + r"([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What lint needs to know of a picture; `size` in bytes."""

    mime: str
    size: int
    width: int
    height: int


def asset(sha256: str) -> Asset:
    """The stored picture of that digest. Raises `PictureMissing`."""
    found = Asset.objects.filter(pk=sha256).first()
    if found is None:
        raise PictureMissing
    return found


def picture_facts(names: Iterable[str]) -> dict[str, PictureFacts]:
    rows = Asset.objects.filter(pk__in=set(names))
    return {row.sha256: PictureFacts(row.mime, row.size, row.width, row.height) for row in rows}


def picture_bytes(sha256: str) -> bytes | None:
    """The file's bytes, or None when the file is gone or no longer what its name says."""
    row = Asset.objects.filter(pk=sha256).first()
    if row is None:
        return None
    try:
        with row.file.open("rb") as file:
            data: bytes = file.read()
    except OSError:
        return None
    return data if sha256_hex(data) == sha256 else None


def thawed(digest: str) -> Payload:
    """The payload frozen under that digest. Raises `PayloadMissing` when absent or damaged."""
    row = FrozenPayload.objects.filter(pk=digest).first()
    if row is None or sha256_hex(bytes(row.body)) != digest:
        raise PayloadMissing
    return payload_from_bytes(bytes(row.body))


def with_asset_addresses(html: str) -> str:
    """HTML with every `asset:<sha256>` replaced by the address of our own copy of the picture."""
    names = set(ASSET_ADDRESS.findall(html))
    urls = {row.sha256: row.file.url for row in Asset.objects.filter(pk__in=names)}
    return ASSET_ADDRESS.sub(lambda match: urls.get(match[1], match[0]), html)
