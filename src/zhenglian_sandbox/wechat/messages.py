"""Customer-service messages, the typing state, and the record of both directions (section 4.5)."""

import json

from zhenglian_sandbox.chat import ACCOUNT, NOTICE, PERSON, WECHAT, add_line
from zhenglian_sandbox.payloads import Json
from zhenglian_sandbox.world import china_time

from .call import Call
from .errors import WechatRefusal
from .windows import known_follower, writable_follower

MESSAGE_TYPES = frozenset(
    {
        "text",
        "image",
        "voice",
        "video",
        "music",
        "news",
        "mpnews",
        "mpnewsarticle",
        "msgmenu",
        "wxcard",
        "miniprogrampage",
        "link",
    }
)
TEXT_BYTES = 2048
TYPING_SECONDS = 15
TYPING_WINDOW = 30
RECORDS = 10_000
SAID_BY_ACCOUNT, SAID_BY_PERSON = 2002, 2003


def send_message(call: Call) -> Json:
    """message/custom/send."""
    msgtype = call.text("msgtype")
    payload = call.body.get(msgtype)
    if msgtype not in MESSAGE_TYPES or not isinstance(payload, dict):
        raise WechatRefusal(40008)
    _check_payload(call, msgtype, payload)
    follower = writable_follower(call)
    call.world.store.insert(
        "wechat_messages",
        appid=call.account.appid,
        openid=follower["openid"],
        how="custom",
        msgtype=msgtype,
        payload=json.dumps(payload, ensure_ascii=False),
        sent_at=call.world.clock.now(),
    )
    service = call.body.get("customservice")
    add_line(
        call.world,
        WECHAT,
        call.account.appid,
        follower["openid"],
        side=ACCOUNT,
        how="custom",
        kind=msgtype,
        content=payload,
        worker=str(service.get("kf_account") or "") if isinstance(service, dict) else "",
    )
    return {"errcode": 0, "errmsg": "ok"}


def show_typing(call: Call) -> Json:
    """message/custom/typing: only shortly after the follower wrote."""
    command, now = call.text("command"), call.world.clock.now()
    if command not in ("Typing", "CancelTyping"):
        raise WechatRefusal(45072)
    follower = known_follower(call)
    if now - follower["last_message_at"] > TYPING_WINDOW:
        raise WechatRefusal(45080)
    if command == "Typing" and follower["typing_until"] > now:
        raise WechatRefusal(45081)
    call.world.store.run(
        "UPDATE wechat_followers SET typing_until = ? WHERE appid = ? AND openid = ?",
        now + TYPING_SECONDS if command == "Typing" else 0,
        call.account.appid,
        follower["openid"],
    )
    return {"errcode": 0, "errmsg": "ok"}


def list_records(call: Call) -> Json:
    """customservice/msgrecord/getmsglist: what was said within one day, in order, from `msgid` on.

    The answer's `msgid` is where the next page begins. 61451 for times or numbers that cannot be.
    """
    start, end = call.number("starttime", 0), call.number("endtime", 0)
    first, number = call.number("msgid", 1), call.number("number", RECORDS)
    same_day = china_time(start).date() == china_time(end).date() if 0 < start <= end else False
    if not same_day or first < 1 or not 1 <= number <= RECORDS:
        raise WechatRefusal(61451)
    rows = call.world.store.all(
        "SELECT * FROM chat_lines WHERE platform = ? AND account = ? AND side != ? AND id >= ?"
        " AND at >= ? AND at < ? ORDER BY id LIMIT ?",
        *(WECHAT, call.account.appid, NOTICE, first, start, end + 1, number),
    )
    records = [
        {
            "openid": row["person"],
            "opercode": SAID_BY_PERSON if row["side"] == PERSON else SAID_BY_ACCOUNT,
            "text": _record_text(row["kind"], json.loads(row["content"])),
            "time": int(row["at"]),
            "worker": row["worker"],
        }
        for row in rows
    ]
    following = rows[-1]["id"] + 1 if rows else first
    return {"recordlist": records, "number": len(records), "msgid": following}


def _record_text(kind: str, content: Json) -> str:
    return str(content.get("content", "")) if kind == "text" else f"[{kind}]"


def _check_payload(call: Call, msgtype: str, payload: Json) -> None:
    if msgtype == "text":
        text = str(payload.get("content") or "")
        if not text.strip():
            raise WechatRefusal(44004)
        if len(text.encode()) > TEXT_BYTES:
            raise WechatRefusal(45002)
    if msgtype in ("image", "voice"):
        known = call.world.store.count(
            "SELECT count(*) FROM wechat_media WHERE id = ? AND appid = ? AND deleted = 0",
            str(payload.get("media_id")),
            call.account.appid,
        )
        if not known:
            raise WechatRefusal(40007)
