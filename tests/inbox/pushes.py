"""Stored pushes as the gateway leaves them: what intake finds."""

from __future__ import annotations

from itertools import count

from zhenglian.channels.models import CallbackEvent

NUMBERS = count(1)


def wechat_push(account, clock, kind="text", sender="oCitizen", **fields):
    """A message (`kind` text, image …) or an event (`Event="CLICK"` among the fields)."""
    number = next(NUMBERS)
    body = {
        "ToUserName": "gh_sample",
        "FromUserName": sender,
        "CreateTime": str(int(clock.now().timestamp())),
        "MsgType": "event" if "Event" in fields else kind,
    }
    if "Event" not in fields:
        body["MsgId"] = str(24000000000000000 + number)
    return stored(account, clock, kind, body | fields, number)


def said(account, clock, text="路灯坏了，请尽快维修", **fields):
    return wechat_push(account, clock, Content=text, **fields)


def weibo_push(account, clock, kind="text", sender="5012345678", **fields):
    body = {
        "type": kind.split(".")[0],
        "receiver_id": int(account.handle) if account.handle.isdigit() else 1,
        "sender_id": int(sender),
        "created_at": clock.now().strftime("%a %b %d %H:%M:%S +0000 %Y"),
        "text": "默认文字",
        "data": {},
    }
    return stored(account, clock, kind, body | fields, next(NUMBERS))


def stored(account, clock, kind, body, number):
    answer = body.pop("answer", "") if isinstance(body, dict) else ""
    return CallbackEvent.objects.create(
        account=account, key=f"m{number}", kind=kind, body=body, answer=answer, received_at=clock.now()
    )
