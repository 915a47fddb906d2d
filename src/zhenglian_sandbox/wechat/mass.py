"""Mass sending (section 4.3): once a day for subscription accounts, with a client message id."""

import hashlib
import json
import sqlite3
from datetime import datetime

from zhenglian_sandbox.payloads import Json

from .call import Call, as_number
from .drafts import open_draft
from .errors import WechatRefusal
from .jobs import DELETED, FAILED, RUNNING, SUCCESS, settle_jobs, submit_job

CLIENT_ID_BYTES = 32
CLIENT_ID_WINDOW = 24 * 3600
RETRY_GAP = 60
SVC_PER_MONTH = 4
FEWEST, MOST = 2, 10_000
SPEEDS = (80, 60, 45, 30, 10)
PAYLOADS = {
    "mpnews": "mpnews",
    "text": "text",
    "voice": "voice",
    "image": "images",
    "mpvideo": "mpvideo",
    "wxcard": "wxcard",
}


def send_to_all(call: Call) -> Json:
    """message/mass/sendall."""
    audience = call.body.get("filter")
    if not isinstance(audience, dict):
        raise WechatRefusal(40035, "filter")
    return _send(call, audience, _followers(call))


def send_to_list(call: Call) -> Json:
    """message/mass/send: 2 to 10,000 openids, service accounts only."""
    openids = call.body.get("touser")
    if not isinstance(openids, list) or not FEWEST <= len(openids) <= MOST:
        raise WechatRefusal(40130)
    return _send(call, {"touser": openids}, len(openids))


def send_preview(call: Call) -> Json:
    if not call.text("touser") and not call.text("towxname"):
        raise WechatRefusal(40132)
    draft = _message_draft(call)
    msgtype = call.text("msgtype")
    call.world.store.insert(
        "wechat_messages",
        appid=call.account.appid,
        openid=call.text("towxname") or call.text("touser"),
        how="preview",
        msgtype=msgtype,
        payload=draft["articles"] if draft else _payload_text(call),
        sent_at=call.world.clock.now(),
    )
    number = call.world.store.count("SELECT max(id) FROM wechat_messages")
    return {"errcode": 0, "errmsg": "preview success", "msg_id": 34_182 + number}


def get_mass_state(call: Call) -> Json:
    settle_jobs(call.world)
    job = _mass_job(call)
    words = {SUCCESS: "SEND_SUCCESS", RUNNING: "SENDING", FAILED: "SEND_FAIL", DELETED: "DELETE"}
    return {"msg_id": job["id"], "msg_status": words.get(job["status"], "SEND_FAIL")}


def delete_mass_message(call: Call) -> Json:
    """`article_idx` counts from 1; 0 or absent means all."""
    settle_jobs(call.world)
    store = call.world.store
    if call.text("url"):
        found = store.one("SELECT job_id FROM wechat_articles WHERE url = ?", call.text("url"))
        job = _mass_job(call, found["job_id"] if found else -1)
    else:
        job = _mass_job(call)
    if job["status"] == RUNNING:
        raise WechatRefusal(40065)
    index = call.number("article_idx", 0)
    number = store.count("SELECT count(*) FROM wechat_articles WHERE job_id = ?", job["id"])
    if not 0 <= index <= number:
        raise WechatRefusal(40060)
    store.run(
        "UPDATE wechat_articles SET state = 'deleted', gone_at = ?"
        " WHERE job_id = ? AND ? IN (0, idx) AND state = 'live'",
        call.world.clock.now(),
        job["id"],
        index,
    )
    left = "SELECT count(*) FROM wechat_articles WHERE job_id = ? AND state = 'live'"
    if not store.count(left, job["id"]):
        store.run("UPDATE wechat_jobs SET status = ? WHERE id = ?", DELETED, job["id"])
    return {"errcode": 0, "errmsg": "ok"}


def get_speed(call: Call) -> Json:
    speed = int(call.world.store.setting(f"mass_speed:{call.account.appid}", "0"))
    return {"speed": speed, "realspeed": SPEEDS[speed]}


def set_speed(call: Call) -> Json:
    speed = call.number("speed", -1)
    if not 0 <= speed < len(SPEEDS):
        raise WechatRefusal(45083)
    call.world.store.set_setting(f"mass_speed:{call.account.appid}", str(speed))
    return {"errcode": 0, "errmsg": "ok"}


def _send(call: Call, audience: Json, reached: int) -> Json:
    settle_jobs(call.world)
    client_id = call.text("clientmsgid") or _derived_id(call, audience)
    if len(client_id.encode()) > CLIENT_ID_BYTES:
        raise WechatRefusal(45067)
    _refuse_known(call, client_id)
    draft = _message_draft(call)
    _check_allowance(call)
    payload = call.body.get(PAYLOADS[call.text("msgtype")])
    job = submit_job(
        call,
        how="mass",
        msgtype=call.text("msgtype"),
        payload=payload if isinstance(payload, dict) else {},
        draft=draft,
        client_id=client_id,
        audience=reached if _reaches_anyone(call) else 0,
    )
    answer: Json = {
        "errcode": 0,
        "errmsg": "send job submission success",
        "msg_id": job["id"],
    }
    return answer | ({"msg_data_id": job["msg_data_id"]} if draft else {})


def _derived_id(call: Call, audience: Json) -> str:
    """Without a client id the platform makes one of audience and content."""
    content = [audience, call.text("msgtype"), call.body.get(PAYLOADS.get(call.text("msgtype"), ""))]
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    return digest[:CLIENT_ID_BYTES]


def _refuse_known(call: Call, client_id: str) -> None:
    now = call.world.clock.now()
    known = call.world.store.one(
        "SELECT id, submitted_at FROM wechat_jobs WHERE appid = ? AND client_id = ?"
        " AND submitted_at > ? ORDER BY id DESC LIMIT 1",
        call.account.appid,
        client_id,
        now - CLIENT_ID_WINDOW,
    )
    if known is None:
        return
    if now - known["submitted_at"] < RETRY_GAP:
        raise WechatRefusal(45066)
    raise WechatRefusal(45065, msg_id=known["id"])


def _message_draft(call: Call) -> sqlite3.Row | None:
    """The draft behind an mpnews message; other kinds only need their payload."""
    msgtype = call.text("msgtype")
    payload = call.body.get(PAYLOADS.get(msgtype, ""))
    if not isinstance(payload, dict):
        raise WechatRefusal(40008)
    if msgtype != "mpnews":
        return None
    return open_draft(call, str(payload.get("media_id") or ""))


def _payload_text(call: Call) -> str:
    return json.dumps(call.body.get(PAYLOADS[call.text("msgtype")]), ensure_ascii=False)


def _check_allowance(call: Call) -> None:
    """A subscription account has one send a day that did not fail."""
    moment = call.world.clock.moment()
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    if call.account.kind == "SUB" and _sends_since(call, midnight):
        raise WechatRefusal(45028)


def _reaches_anyone(call: Call) -> bool:
    """A follower of a service account gets four a month; the fifth send fails for everybody."""
    moment = call.world.clock.moment()
    first = moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return call.account.kind == "SUB" or _sends_since(call, first) < SVC_PER_MONTH


def _sends_since(call: Call, moment: datetime) -> int:
    return call.world.store.count(
        "SELECT count(*) FROM wechat_jobs WHERE appid = ? AND how = 'mass' AND status != ?"
        " AND submitted_at >= ?",
        call.account.appid,
        FAILED,
        moment.timestamp(),
    )


def _followers(call: Call) -> int:
    return call.world.store.count(
        "SELECT count(*) FROM wechat_followers WHERE appid = ? AND subscribed = 1",
        call.account.appid,
    )


def _mass_job(call: Call, number: int | None = None) -> sqlite3.Row:
    wanted = as_number(call.body.get("msg_id", -1)) if number is None else number
    job = call.world.store.one(
        "SELECT * FROM wechat_jobs WHERE id = ? AND appid = ? AND how = 'mass'",
        wanted,
        call.account.appid,
    )
    if job is None:
        raise WechatRefusal(40059)
    return job
