"""The tile service of the map, by configuration; without one the map draws boundaries alone.

Tiles are in the Web-Mercator scheme on WGS-84 or CGCS2000, such as the national service's: a service
on GCJ-02 would show every pin some hundred metres off.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings


@dataclass(frozen=True, slots=True)
class TileService:
    """`address` with {z}, {x}, {y}; `origin` is what the content security policy lets pictures come from."""

    address: str
    credit: str

    @property
    def origin(self) -> str:
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"


def tile_service() -> TileService | None:
    """None where none is configured."""
    return TileService(settings.MAP_TILES, settings.MAP_CREDIT) if settings.MAP_TILES else None
