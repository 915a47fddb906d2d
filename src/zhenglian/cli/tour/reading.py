"""What the story reads from pages, and the picture it brings along."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable
from typing import Any

from PIL import Image, ImageDraw

from zhenglian.cli.tour.visitor import Page, TourBroken
from zhenglian.cli.wording import _

PATIENCE_SECONDS = 90
COVER_SIZE = (1200, 630)
COVER_COLOUR = (31, 92, 122)


def desk_address(answer: Page) -> str:
    """Where the desk has the article that an import led to. Raises TourBroken."""
    found = re.search(r"/pages/(\d+)/edit", answer.url)
    if found is None:
        raise TourBroken(f"{answer.url}: {answer.messages}")
    return f"/staff/desk/articles/{found[1]}"


def patiently(look: Callable[[], Any], what: str) -> Any:  # Any: what `look` finds
    """Looks twice a second until it finds something. Raises TourBroken."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        found = look()
        if found is not None:
            return found
        time.sleep(0.5)
    raise TourBroken(_("Waited in vain for {what}").format(what=what))


def stage(page: Page) -> str:
    """The stage as the page tells it, e.g. «in review, level 1 of 2»."""
    found = page.soup.select_one(".desk-head .desk-chip")
    return " ".join(found.get_text(" ").split()) if found else ""


def said(page: Page) -> str:
    return "; ".join(dict.fromkeys(page.messages)) or f"HTTP {page.status} {page.url}"


def cover() -> bytes:
    """A picture drawn here, so that nobody else's is needed."""
    picture = Image.new("RGB", COVER_SIZE, COVER_COLOUR)
    draw = ImageDraw.Draw(picture)
    for band in range(6):
        top = 300 + band * 55
        draw.rectangle((0, top, COVER_SIZE[0], COVER_SIZE[1]), fill=(40 + band * 18, 120 + band * 12, 120))
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()
