"""The sandbox's own record: everything that was brought out, as submitted and as shown.

It is the proof in journeys and tests, so nothing here is rounded, cut or left out.
"""

import json
import sqlite3

from .chat import WECHAT, WEIBO
from .payloads import Json
from .weibo.numbers import bid_of
from .weibo.statuses import platform_time, post_path
from .world import World, iso_time


def full_record(world: World, base_url: str, account: str = "") -> Json:
    """Of all accounts, or of the one with this AppID or uid."""
    jobs = world.store.all("SELECT * FROM wechat_jobs WHERE ? IN ('', appid) ORDER BY id", account)
    return {
        "clock": iso_time(world.clock.now()),
        "wechat": {
            "articles": wechat_articles(world, account),
            "jobs": [_job(row) for row in jobs],
            "drafts": _drafts(world, account),
            "messages": _messages(world, account),
            "pushes": _pushes(world, account),
            "chat": _chat(world, WECHAT, account),
        },
        "weibo": {
            "posts": weibo_posts(world, base_url, account),
            "pushes": _weibo_pushes(world, account),
            "chat": _chat(world, WEIBO, account),
        },
    }


def wechat_articles(world: World, account: str = "") -> list[Json]:
    """Every article that got a permalink, oldest first."""
    rows = world.store.all(
        "SELECT a.*, j.how, j.client_id, j.msg_data_id, j.article_id, j.submitted_at, j.status,"
        " j.draft_id, w.name AS account_name FROM wechat_articles a JOIN wechat_jobs j"
        " ON j.id = a.job_id JOIN wechat_accounts w ON w.appid = a.appid"
        " WHERE ? IN ('', a.appid) ORDER BY a.rowid",
        account,
    )
    return [_article(row) for row in rows]


def weibo_posts(world: World, base_url: str, account: str = "") -> list[Json]:
    """Every post, oldest first, deleted ones too."""
    rows = world.store.all(
        "SELECT p.*, a.screen_name FROM weibo_posts p JOIN weibo_accounts a ON a.uid = p.uid"
        " WHERE ? IN ('', p.uid) ORDER BY p.mid",
        account,
    )
    return [
        {
            "account": row["uid"],
            "screen_name": row["screen_name"],
            "app_key": row["app_key"],
            "idstr": str(row["mid"]),
            "bid": bid_of(row["mid"]),
            "url": base_url + post_path(row),
            "text_submitted": row["text"],
            "text_shown": row["shown"],
            "picture": {"sha256": row["picture"], "type": row["picture_type"]} if row["picture"] else None,
            "rip": row["rip"],
            "created_at": platform_time(row["created_at"]),
            "created_at_iso": iso_time(row["created_at"]),
            "visible_from": iso_time(row["visible_from"]),
            "deleted": bool(row["deleted"]),
            "deleted_at": iso_time(row["gone_at"]),
        }
        for row in rows
    ]


def _article(row: sqlite3.Row) -> Json:
    article = json.loads(row["article"])
    cover = article["cover"]
    return {
        "account": row["appid"],
        "account_name": row["account_name"],
        "how": row["how"],
        "publish_id": str(row["job_id"]) if row["how"] == "publish" else "",
        "msg_id": row["job_id"] if row["how"] == "mass" else None,
        "msg_data_id": row["msg_data_id"],
        "client_id": row["client_id"],
        "draft_media_id": row["draft_id"],
        "article_id": row["article_id"],
        "idx": row["idx"],
        "article_url": row["url"],
        "title": article["title"],
        "author": article["author"],
        "digest": article["digest"],
        "digest_stored": article["stored_digest"],
        "content_submitted": article["content"],
        "content_stored": article["stored_content"],
        "content_source_url": article["content_source_url"],
        "cover": {"media_id": cover["id"], "sha256": cover["sha256"]} if cover else None,
        "images": article["images"],
        "need_open_comment": article["need_open_comment"],
        "only_fans_can_comment": article["only_fans_can_comment"],
        "status": row["status"],
        "state": row["state"],
        "submitted_at": iso_time(row["submitted_at"]),
        "published_at": iso_time(row["published_at"]),
        "deleted_at": iso_time(row["gone_at"]),
    }


def _job(row: sqlite3.Row) -> Json:
    return {
        "id": row["id"],
        "account": row["appid"],
        "how": row["how"],
        "msgtype": row["msgtype"],
        "payload": json.loads(row["payload"]),
        "client_id": row["client_id"],
        "draft_media_id": row["draft_id"],
        "titles": [article["title"] for article in json.loads(row["articles"])],
        "audience": row["audience"],
        "status": row["status"],
        "outcome": row["outcome"],
        "submitted_at": iso_time(row["submitted_at"]),
        "finished_at": iso_time(row["finished_at"]),
    }


def _drafts(world: World, account: str) -> list[Json]:
    rows = world.store.all("SELECT * FROM wechat_drafts WHERE ? IN ('', appid) ORDER BY rowid", account)
    return [
        {
            "account": row["appid"],
            "media_id": row["media_id"],
            "state": row["state"],
            "titles": [article["title"] for article in json.loads(row["articles"])],
            "created_at": iso_time(row["created_at"]),
            "updated_at": iso_time(row["updated_at"]),
        }
        for row in rows
    ]


def _messages(world: World, account: str) -> list[Json]:
    rows = world.store.all("SELECT * FROM wechat_messages WHERE ? IN ('', appid) ORDER BY id", account)
    return [
        {
            "account": row["appid"],
            "openid": row["openid"],
            "how": row["how"],
            "msgtype": row["msgtype"],
            "payload": json.loads(row["payload"]),
            "sent_at": iso_time(row["sent_at"]),
        }
        for row in rows
    ]


def _pushes(world: World, account: str) -> list[Json]:
    rows = world.store.all("SELECT * FROM wechat_pushes WHERE ? IN ('', appid) ORDER BY id", account)
    return [
        {
            "account": row["appid"],
            "name": row["name"],
            "body": row["body"],
            "sealed_for": row["sealed_for"],
            "attempts": row["attempts"],
            "state": row["state"],
            "answer": row["answer"],
            "created_at": iso_time(row["created_at"]),
        }
        for row in rows
    ]


def _weibo_pushes(world: World, account: str) -> list[Json]:
    rows = world.store.all("SELECT * FROM weibo_pushes WHERE ? IN ('', uid) ORDER BY id", account)
    return [
        {
            "account": row["uid"],
            "name": row["name"],
            "body": row["body"],
            "attempts": row["attempts"],
            "state": row["state"],
            "answer": row["answer"],
            "created_at": iso_time(row["created_at"]),
        }
        for row in rows
    ]


def _chat(world: World, platform: str, account: str) -> list[Json]:
    """Every line that stands on a phone: what was said in both directions, and notices."""
    rows = world.store.all(
        "SELECT * FROM chat_lines WHERE platform = ? AND ? IN ('', account) ORDER BY id", platform, account
    )
    return [
        {
            "account": row["account"],
            "person": row["person"],
            "side": row["side"],
            "how": row["how"],
            "kind": row["kind"],
            "content": json.loads(row["content"]),
            "at": iso_time(row["at"]),
        }
        for row in rows
    ]
