"""Writes passive replies for Weibo's fan service (weibo.md 5.3): ids swapped, data as URL-encoded JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import quote

from zhenglian.channels.clients.push import Answer, Fields, Opened

MAX_TEXT = 299  # «less than 300 characters»
MAX_ARTICLES = 8


def write_reply(opened: Opened, answer: Answer) -> bytes | None:
    """The reply to a push; None for what Weibo cannot answer at once (pictures, handing over)."""
    make = _DATA.get(answer.kind)
    if make is None:
        return None
    kind, data = make(answer)
    reply = {
        "result": True,
        "receiver_id": int(opened.sender),
        "sender_id": int(opened.recipient),
        "type": kind,
        "data": quote(json.dumps(data, ensure_ascii=False), safe=""),
    }
    return json.dumps(reply).encode()


def _text(answer: Answer) -> tuple[str, Fields]:
    return "text", {"text": answer.text[:MAX_TEXT]}


def _articles(answer: Answer) -> tuple[str, Fields]:
    entries = [
        {"display_name": each.title, "summary": each.description, "image": each.picture, "url": each.url}
        for each in answer.articles[:MAX_ARTICLES]
    ]
    return "articles", {"articles": entries}


_DATA: dict[str, Callable[[Answer], tuple[str, Fields]]] = {"text": _text, "news": _articles}
