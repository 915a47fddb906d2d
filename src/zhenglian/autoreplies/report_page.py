"""The address of the report page in an automatic answer; who has just sent a place finds it there."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode

from django.conf import settings

from zhenglian.autoreplies.enums import REPORT_PAGE

PATH = "/report/"  # of `cases`, which knows this app and not the other way round


class Spot(NamedTuple):
    """Degrees in the datum in which the platform sent them: gcj02 or wgs84."""

    lon: float
    lat: float
    datum: str


def with_report_page(text: str, spot: tuple[float, float, str] | None) -> str:
    """`{report}` becomes the address; `spot` (longitude, latitude, datum) goes along as it came."""
    if REPORT_PAGE not in text:
        return text
    query = f"?{urlencode(Spot(*spot)._asdict())}" if spot is not None else ""
    return text.replace(REPORT_PAGE, f"{settings.SITE_URL}{PATH}{query}")
