"""What publishing and mass sending share: a job that is accepted now and settles later.

A marker in a title chooses the end: `沙箱状态N` the publish_status N (2 to 6), `沙箱群发N` err(N).
"""

import json
import re
import sqlite3

from zhenglian_sandbox.accounts import wechat_account
from zhenglian_sandbox.faults import JOB, take_fault
from zhenglian_sandbox.payloads import Json
from zhenglian_sandbox.weather import publish_seconds
from zhenglian_sandbox.world import World

from .articles import cover_media, image_digests
from .call import Call
from .callbacks import PLATFORM_OPENID, queue_push
from .xml import Content, Fields

SUCCESS, RUNNING, ORIGINALITY, FAILED, REFUSED, DELETED, BANNED = range(7)
PATHS = {"publish": "freepublish/submit", "mass": "message/mass/sendall"}
FIRST_JOB_ID = 2_247_503_051
DATA_ID_OFFSET = 947
PUBLISH_MARKER = re.compile(r"沙箱状态([2-6])")
MASS_MARKER = re.compile(r"沙箱群发(\d{5})")


def submit_job(
    call: Call,
    *,
    how: str,
    msgtype: str,
    payload: Json,
    draft: sqlite3.Row | None,
    client_id: str = "",
    audience: int = 0,
) -> sqlite3.Row:
    """Accept a publication (`publish`) or mass send (`mass`); it settles after the delay."""
    world, now = call.world, call.world.clock.now()
    number = world.store.count("SELECT max(id) FROM wechat_jobs") + 1
    number = max(number, FIRST_JOB_ID)
    articles = [_frozen(call, one) for one in json.loads(draft["articles"])] if draft else []
    fault = take_fault(world, f"/cgi-bin/{PATHS[how]}", JOB)
    seconds = publish_seconds(world)
    if fault and fault.kind == "slow_publish":
        seconds = fault.value
    world.store.insert(
        "wechat_jobs",
        id=number,
        appid=call.account.appid,
        how=how,
        msg_data_id=number + DATA_ID_OFFSET,
        draft_id=draft["media_id"] if draft else "",
        client_id=client_id,
        msgtype=msgtype,
        payload=json.dumps(payload, ensure_ascii=False),
        articles=json.dumps(articles, ensure_ascii=False),
        base_url=call.base_url,
        audience=audience,
        submitted_at=now,
        due_at=now + (world.publish_delay if seconds is None else seconds),
        status=RUNNING,
        outcome="",
        article_id="",
        fail_idx="[]",
        fate=REFUSED if fault and fault.kind == "content_refused" else 0,
    )
    world.wake()
    return world.store.all("SELECT * FROM wechat_jobs WHERE id = ?", number)[0]


def settle_jobs(world: World) -> None:
    """Bring every job whose time has come to its end; called before reads and by the worker."""
    now = world.clock.now()
    with world.store.transaction():
        for job in world.store.all(
            "SELECT * FROM wechat_jobs WHERE status = ? AND due_at <= ? ORDER BY id", RUNNING, now
        ):
            _settle(world, job)
        for job in world.store.all(
            "SELECT * FROM wechat_jobs WHERE later_status IS NOT NULL AND finished_at + ? <= ?",
            world.publish_delay,
            now,
        ):
            _withdraw(world, job)


def job_articles(world: World, job_id: int) -> list[sqlite3.Row]:
    return world.store.all("SELECT * FROM wechat_articles WHERE job_id = ? ORDER BY idx", job_id)


def _frozen(call: Call, article: Json) -> Json:
    """The article with the digests of its cover and pictures as they are at this moment."""
    return article | {
        "cover": cover_media(call, article["thumb_media_id"]),
        "images": image_digests(call, article["stored_content"]),
    }


def _settle(world: World, job: sqlite3.Row) -> None:
    articles = json.loads(job["articles"])
    status, outcome = _verdict(job, [article["title"] for article in articles])
    later = status if status in (DELETED, BANNED) else None
    if later:
        status = SUCCESS
    fail_idx = [] if status == SUCCESS else list(range(1, len(articles) + 1))
    article_id = world.letters(64) if status == SUCCESS and articles else ""
    world.store.run(
        "UPDATE wechat_jobs SET status = ?, outcome = ?, finished_at = ?, article_id = ?,"
        " fail_idx = ?, later_status = ? WHERE id = ?",
        status,
        outcome,
        world.clock.now(),
        article_id,
        json.dumps(fail_idx),
        later,
        job["id"],
    )
    if status == SUCCESS:
        _bring_out(world, job, articles)
    _announce(world, world.store.all("SELECT * FROM wechat_jobs WHERE id = ?", job["id"])[0])


def _verdict(job: sqlite3.Row, titles: list[str]) -> tuple[int, str]:
    joined = "\n".join(titles)
    if job["fate"]:
        return (REFUSED, "") if job["how"] == "publish" else (FAILED, "err(20001)")
    if job["how"] == "publish":
        found = PUBLISH_MARKER.search(joined)
        return (int(found.group(1)) if found else SUCCESS), ""
    refused = MASS_MARKER.search(joined)
    if refused:
        return FAILED, f"err({refused.group(1)})"
    return SUCCESS, "send success"


def _bring_out(world: World, job: sqlite3.Row, articles: list[Json]) -> None:
    """Make the permalinks and consume the draft."""
    for order, article in enumerate(articles, start=1):
        slug = world.letters(22)
        world.store.insert(
            "wechat_articles",
            id=slug,
            appid=job["appid"],
            job_id=job["id"],
            idx=order,
            article=json.dumps(article, ensure_ascii=False),
            url=f"{job['base_url']}/s/{slug}",
            published_at=world.clock.now(),
            state="live",
        )
    world.store.run("UPDATE wechat_drafts SET state = 'consumed' WHERE media_id = ?", job["draft_id"])


def _withdraw(world: World, job: sqlite3.Row) -> None:
    state = "deleted" if job["later_status"] == DELETED else "banned"
    world.store.run(
        "UPDATE wechat_articles SET state = ?, gone_at = ? WHERE job_id = ?",
        state,
        world.clock.now(),
        job["id"],
    )
    world.store.run(
        "UPDATE wechat_jobs SET status = later_status, later_status = NULL WHERE id = ?", job["id"]
    )
    if job["how"] == "publish":
        _announce(world, world.store.all("SELECT * FROM wechat_jobs WHERE id = ?", job["id"])[0])


def _announce(world: World, job: sqlite3.Row) -> None:
    account = wechat_account(world, job["appid"])
    if account is None:
        return
    is_publish = job["how"] == "publish"
    name = "PUBLISHJOBFINISH" if is_publish else "MASSSENDJOBFINISH"
    details = _publish_fields(world, job) if is_publish else _mass_fields(world, job)
    fields: Fields = [("MsgType", "event"), ("Event", name), *details]
    queue_push(world, account, openid=PLATFORM_OPENID, name=name, fields=fields)


def _publish_fields(world: World, job: sqlite3.Row) -> Fields:
    info: list[tuple[str, Content]] = [
        ("publish_id", job["id"]),
        ("publish_status", job["status"]),
    ]
    if job["status"] == SUCCESS:
        rows = job_articles(world, job["id"])
        items: list[tuple[str, Content]] = [
            ("item", [("idx", row["idx"]), ("article_url", row["url"])]) for row in rows
        ]
        info.append(("article_id", job["article_id"]))
        info.append(("article_detail", [("count", len(rows)), *items]))
    info.extend(("fail_idx", index) for index in json.loads(job["fail_idx"]))
    return [("PublishEventInfo", info)]


def _mass_fields(world: World, job: sqlite3.Row) -> Fields:
    reached = job["audience"] if job["status"] == SUCCESS else 0
    fields: list[tuple[str, Content]] = [
        ("MsgID", job["id"]),
        ("Status", job["outcome"]),
        ("TotalCount", job["audience"]),
        ("FilterCount", job["audience"]),
        ("SentCount", reached),
        ("ErrorCount", job["audience"] - reached),
    ]
    rows = job_articles(world, job["id"])
    if rows:
        items: list[tuple[str, Content]] = [
            ("item", [("ArticleIdx", row["idx"]), ("ArticleUrl", row["url"])]) for row in rows
        ]
        result: Fields = [("Count", len(rows)), ("ResultList", items)]
        fields.append(("ArticleUrlResult", result))
    return fields
