"""Where our own pages stand: the address that posts link to and articles are read at."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings


@dataclass(frozen=True, slots=True)
class SiteAddress:
    """`base_url` without a slash at its end."""

    base_url: str

    def article_url(self, slug: str) -> str:
        return f"{self.base_url}/news/{slug}/"

    def document_url(self, number: int, filename: str) -> str:
        return f"{self.base_url}/documents/{number}/{quote(filename)}"


def our_site() -> SiteAddress:
    return SiteAddress(base_url=settings.SITE_URL)
