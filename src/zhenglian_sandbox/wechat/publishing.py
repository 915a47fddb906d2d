"""Free publishing: a permanent link that is not pushed to followers (section 4.2)."""

import json
import sqlite3

from zhenglian_sandbox.payloads import Json

from .articles import news_item
from .call import Call, page_bounds
from .drafts import open_draft
from .errors import WechatRefusal
from .jobs import DELETED, SUCCESS, job_articles, settle_jobs, submit_job


def submit_publication(call: Call) -> Json:
    """Accepted, not published. Twice the same draft before it settles publishes it twice."""
    settle_jobs(call.world)
    draft = open_draft(call, call.text("media_id"))
    job = submit_job(call, how="publish", msgtype="mpnews", payload={}, draft=draft)
    return {
        "errcode": 0,
        "errmsg": "ok",
        "publish_id": str(job["id"]),
        "msg_data_id": job["msg_data_id"],
    }


def get_publication(call: Call) -> Json:
    settle_jobs(call.world)
    job = call.world.store.one(
        "SELECT * FROM wechat_jobs WHERE CAST(id AS TEXT) = ? AND appid = ? AND how = 'publish'",
        call.text("publish_id"),
        call.account.appid,
    )
    if job is None:
        raise WechatRefusal(53502)
    answer: Json = {
        "publish_id": str(job["id"]),
        "publish_status": job["status"],
        "fail_idx": json.loads(job["fail_idx"]),
    }
    if job["status"] == SUCCESS:
        rows = job_articles(call.world, job["id"])
        item = [{"idx": row["idx"], "article_url": row["url"]} for row in rows]
        answer["article_id"] = job["article_id"]
        answer["article_detail"] = {"count": len(item), "item": item}
    return answer


def list_publications(call: Call) -> Json:
    """Only what was published, never what was mass-sent."""
    settle_jobs(call.world)
    offset, count = page_bounds(call)
    chosen = "FROM wechat_jobs WHERE appid = ? AND how = 'publish' AND article_id != ''"
    total = call.world.store.count(f"SELECT count(*) {chosen}", call.account.appid)
    rows = call.world.store.all(
        f"SELECT * {chosen} ORDER BY id DESC LIMIT ? OFFSET ?", call.account.appid, count, offset
    )
    without_body = call.number("no_content", 0) == 1
    item = [
        {
            "article_id": job["article_id"],
            "content": {"news_item": _items(call, job, without_body=without_body)},
            "update_time": int(job["finished_at"]),
        }
        for job in rows
    ]
    return {"total_count": total, "item_count": len(item), "item": item}


def get_published_article(call: Call) -> Json:
    settle_jobs(call.world)
    job = _published(call)
    return {"news_item": _items(call, job, without_body=False)}


def delete_published_article(call: Call) -> Json:
    """`index` counts from 1; 0 or absent means all of them."""
    settle_jobs(call.world)
    job = _published(call)
    index = call.number("index", 0)
    rows = job_articles(call.world, job["id"])
    if not 0 <= index <= len(rows):
        raise WechatRefusal(40114)
    for row in rows:
        if index in (0, row["idx"]):
            _mark_deleted(call, row["id"])
    if all(row["state"] != "live" for row in job_articles(call.world, job["id"])):
        call.world.store.run("UPDATE wechat_jobs SET status = ? WHERE id = ?", DELETED, job["id"])
    return {"errcode": 0, "errmsg": "ok"}


def _mark_deleted(call: Call, slug: str) -> None:
    call.world.store.run(
        "UPDATE wechat_articles SET state = 'deleted', gone_at = ? WHERE id = ? AND state = 'live'",
        call.world.clock.now(),
        slug,
    )


def _published(call: Call) -> sqlite3.Row:
    job = call.world.store.one(
        "SELECT * FROM wechat_jobs WHERE article_id = ? AND appid = ? AND how = 'publish'",
        call.text("article_id") or "-",
        call.account.appid,
    )
    if job is None:
        raise WechatRefusal(53600)
    return job


def _items(call: Call, job: sqlite3.Row, *, without_body: bool) -> list[Json]:
    items = []
    for row in job_articles(call.world, job["id"]):
        item = news_item(call, json.loads(row["article"]), url=row["url"])
        item["is_deleted"] = row["state"] != "live"
        if without_body:
            item["content"] = ""
        items.append(item)
    return items
