"""The address of the report page in an automatic answer; who has just sent a place finds it there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings

from zhenglian.autoreplies.enums import REPORT_PAGE

if TYPE_CHECKING:
    from zhenglian.autoreplies.api import Reply
    from zhenglian.channels.door import Opened

PATH = "/report/"


def with_report_page(reply: Reply, opened: Opened) -> Reply:
    """`{report}` in the text becomes the address; the position goes along in its own datum."""
    if REPORT_PAGE not in reply.text:
        return reply
    query = f"?{urlencode(opened.spot._asdict())}" if opened.spot is not None else ""
    return replace(reply, text=reply.text.replace(REPORT_PAGE, f"{settings.SITE_URL}{PATH}{query}"))
