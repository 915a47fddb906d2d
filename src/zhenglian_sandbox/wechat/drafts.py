"""The draft box: add, change, read, delete. A successful publication consumes a draft."""

import json
import sqlite3

from zhenglian_sandbox.payloads import Json

from .articles import checked_article, checked_articles, news_item
from .call import Call, page_bounds
from .errors import WechatRefusal


def add_draft(call: Call) -> Json:
    articles = checked_articles(call)
    world, now = call.world, call.world.clock.now()
    media_id = f"{world.letters(22)}-{world.letters(42)}"
    world.store.insert(
        "wechat_drafts",
        media_id=media_id,
        appid=call.account.appid,
        articles=_packed(articles),
        created_at=now,
        updated_at=now,
        state="open",
    )
    return {"media_id": media_id, "item": []}


def update_draft(call: Call) -> Json:
    """Replace one article; `articles` is an object here, `index` counts from 0."""
    draft = open_draft(call, call.text("media_id"))
    articles = json.loads(draft["articles"])
    index = call.number("index", 0)
    if not 0 <= index < len(articles):
        raise WechatRefusal(40114)
    articles[index] = checked_article(call, call.body.get("articles"), is_single=len(articles) == 1)
    call.world.store.run(
        "UPDATE wechat_drafts SET articles = ?, updated_at = ? WHERE media_id = ?",
        _packed(articles),
        call.world.clock.now(),
        draft["media_id"],
    )
    return {"errcode": 0, "errmsg": "ok"}


def get_draft(call: Call) -> Json:
    draft = open_draft(call, call.text("media_id"))
    return _content(call, draft, without_body=False)


def delete_draft(call: Call) -> Json:
    draft = open_draft(call, call.text("media_id"))
    end_draft(call, draft["media_id"], "deleted")
    return {"errcode": 0, "errmsg": "ok"}


def count_drafts(call: Call) -> Json:
    return {"total_count": _total(call)}


def list_drafts(call: Call) -> Json:
    offset, count = page_bounds(call)
    rows = call.world.store.all(
        "SELECT * FROM wechat_drafts WHERE appid = ? AND state = 'open'"
        " ORDER BY updated_at DESC, rowid DESC LIMIT ? OFFSET ?",
        call.account.appid,
        count,
        offset,
    )
    without_body = call.number("no_content", 0) == 1
    item = [
        {
            "media_id": row["media_id"],
            "content": _content(call, row, without_body=without_body),
            "update_time": int(row["updated_at"]),
        }
        for row in rows
    ]
    return {"total_count": _total(call), "item_count": len(item), "item": item}


def read_switch(_: Call) -> Json:
    """draft/switch: the draft box has been on for everybody for years."""
    return {"errcode": 0, "errmsg": "ok", "is_open": 1}


def open_draft(call: Call, media_id: str) -> sqlite3.Row:
    """40007 for a draft that never was, was deleted, or has been consumed by publishing."""
    draft = call.world.store.one(
        "SELECT * FROM wechat_drafts WHERE media_id = ? AND appid = ? AND state = 'open'",
        media_id,
        call.account.appid,
    )
    if draft is None:
        raise WechatRefusal(40007)
    return draft


def end_draft(call: Call, media_id: str, state: str) -> None:
    call.world.store.run("UPDATE wechat_drafts SET state = ? WHERE media_id = ?", state, media_id)


def _content(call: Call, draft: sqlite3.Row, *, without_body: bool) -> Json:
    items = [
        news_item(call, article, url=f"{call.base_url}/preview/{draft['media_id']}/{order}")
        for order, article in enumerate(json.loads(draft["articles"]))
    ]
    if without_body:
        items = [item | {"content": ""} for item in items]
    return {
        "news_item": items,
        "create_time": int(draft["created_at"]),
        "update_time": int(draft["updated_at"]),
    }


def _total(call: Call) -> int:
    return call.world.store.count(
        "SELECT count(*) FROM wechat_drafts WHERE appid = ? AND state = 'open'", call.account.appid
    )


def _packed(articles: list[Json]) -> str:
    return json.dumps(articles, ensure_ascii=False)
