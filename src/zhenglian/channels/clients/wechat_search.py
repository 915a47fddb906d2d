"""Did a free publish whose answer was lost arrive at WeChat? Three witnesses, none of which sends anything.

`freepublish/submit` has no idempotency key (wechat.md 4.3). Asked are the list of publications, the draft
(a publication uses it up), and the platform's own counter of submits today: read before the call, it says
afterwards whether the call has arrived. Only when all three say no may the article be sent once more.
"""

from __future__ import annotations

import html
import re
from datetime import datetime, timedelta
from typing import Any

from zhenglian.channels.clients.base import (
    Found,
    NotFound,
    Parcel,
    PlatformFault,
    Progress,
    Receipt,
    Search,
    Unclear,
)
from zhenglian.channels.clients.wechat_api import Json, WeChatApi
from zhenglian.channels.clients.wechat_codes import DRAFT_GONE, NO_COUNTER
from zhenglian.channels.payloads import WeChatPayload
from zhenglian.kernel.clock import BEIJING

SUBMIT = "/cgi-bin/freepublish/submit"
CLOCK_SKEW = timedelta(seconds=60)
CERTAIN_AFTER = timedelta(minutes=5)  # a call still on its way would have arrived or been given up by then
RESENDS = 5  # each one with three witnesses
LOOK_BACK = 20  # newest publications that are compared
TAGS = re.compile(r"<[^>]*>")


def note_counter(api: WeChatApi, progress: Progress, now: datetime) -> None:
    """Remembers how many submits the platform has counted today, right before one more."""
    progress.note(submits={"day": _day(now), "used": _submits_today(api)})


def find_publication(
    api: WeChatApi, parcel: Parcel, payload: WeChatPayload, progress: Progress, now: datetime
) -> Search:
    """`progress` holds the moment of the submit (`in_flight`) and the counter before it (`submits`)."""
    flight = datetime.fromisoformat(progress.get("in_flight")["at"])
    listed = api.post("/cgi-bin/freepublish/batchget", {"offset": 0, "count": LOOK_BACK, "no_content": 0})
    receipt = _matching(listed, payload, flight - CLOCK_SKEW, parcel.known_ids)
    if receipt is not None:
        return Found(receipt)
    if not _draft_is_there(api, progress):
        return Unclear("wechat_draft_gone")  # used up, so probably published: never send again
    has_arrived = _has_arrived(api, progress, now)
    if has_arrived is None:
        return Unclear("wechat_uncounted")
    if has_arrived:
        return Unclear("wechat_publishing")
    return NotFound(resends=RESENDS) if now - flight >= CERTAIN_AFTER else Unclear()


def plain_words(content: str) -> str:
    """What a reader reads, without tags and spaces: survives the platform's own tidying of HTML."""
    return "".join(html.unescape(TAGS.sub(" ", content)).split())


def _has_arrived(api: WeChatApi, progress: Progress, now: datetime) -> bool | None:
    """None when the counter cannot tell: it was not read before, or a new day has begun since."""
    before: dict[str, Any] = progress.get("submits") or {}  # Any: JSON
    if before.get("used") is None or before.get("day") != _day(now):
        return None
    used = _submits_today(api)
    return None if used is None else used > int(before["used"])


def _submits_today(api: WeChatApi) -> int | None:
    """openapi/quota/get (wechat.md 4.0); None for accounts that may not ask."""
    try:
        answer = api.post("/cgi-bin/openapi/quota/get", {"cgi_path": SUBMIT})
    except PlatformFault as fault:
        if fault.code in NO_COUNTER:
            return None
        raise
    quota = answer.get("quota")
    used = quota.get("used") if isinstance(quota, dict) else None
    return int(str(used)) if str(used).isdigit() else None


def _day(now: datetime) -> str:
    return now.astimezone(BEIJING).date().isoformat()


def _matching(listed: Json, payload: WeChatPayload, since: datetime, known: frozenset[str]) -> Receipt | None:
    for item in listed.get("item") or []:
        article_id = str(item.get("article_id") or "")
        articles = (item.get("content") or {}).get("news_item") or []
        if article_id in known or not articles or int(item.get("update_time") or 0) < since.timestamp():
            continue
        if _is_same(articles[0], payload):
            return Receipt("published", article_id, str(articles[0].get("url") or ""))
    return None


def _is_same(article: Json, payload: WeChatPayload) -> bool:
    words = plain_words(str(article.get("content") or ""))
    return article.get("title") == payload.title and words == plain_words(payload.content_html)


def _draft_is_there(api: WeChatApi, progress: Progress) -> bool:
    try:
        api.post("/cgi-bin/draft/get", {"media_id": progress.get("draft_id")})
    except PlatformFault as fault:
        if fault.code == str(DRAFT_GONE):
            return False
        raise
    return True
