"""Pushing what people write to an account: signed with the app's secret, three tries (section 5).

A push carries no message id. An empty answer acknowledges it; a JSON answer is a passive reply.
"""

import hashlib
import json
import sqlite3
from urllib.parse import unquote_plus

import httpx2

from zhenglian_sandbox.accounts import WeiboAccount, weibo_account
from zhenglian_sandbox.chat import ACCOUNT, NOTICE, WEIBO, add_line, is_answered
from zhenglian_sandbox.delivery import (
    DEADLINE_SECONDS,
    due_rows,
    note_failure,
    queue_row,
    settle_push,
)
from zhenglian_sandbox.faults import WEIBO_PUSH
from zhenglian_sandbox.payloads import Json
from zhenglian_sandbox.store import Value
from zhenglian_sandbox.world import World

from .content import checked_content
from .errors import WeiboRefusal
from .statuses import platform_time

TABLE = "weibo_pushes"
NO_SERVICE = "对方的服务没有回应，请稍后再试"


class ReplyRefused(ValueError):
    """The answer is no valid passive reply; the text says why."""


def queue_push(
    world: World, account: WeiboAccount, *, fan: str, kind: str, text: str, data: Json, line: int | None
) -> None:
    """Put a message or event in line; without a callback address nothing is."""
    if not account.callback_url:
        return
    body = {
        "type": kind,
        "receiver_id": int(account.uid),
        "sender_id": int(fan),
        "created_at": platform_time(world.clock.now()),
        "text": text,
        "data": data,
    }
    row: dict[str, Value] = {
        "uid": account.uid,
        "fan": fan,
        "name": ".".join(part for part in (kind, str(data.get("subtype", ""))) if part),
        "body": json.dumps(body, ensure_ascii=False),
        "line": line,
    }
    queue_row(world, TABLE, WEIBO_PUSH, row)


def due_pushes(world: World) -> list[sqlite3.Row]:
    return due_rows(world, TABLE)


def signed_query(world: World, account: WeiboAccount) -> dict[str, str]:
    """signature, timestamp (milliseconds) and nonce; fresh at every attempt. The body is not covered."""
    timestamp, nonce = str(int(world.clock.now() * 1000)), world.digits(8)
    joined = "".join(sorted((account.app_secret, timestamp, nonce)))
    digest = hashlib.sha1(joined.encode(), usedforsecurity=False).hexdigest()
    return {"signature": digest, "timestamp": timestamp, "nonce": nonce}


async def deliver_push(world: World, client: httpx2.AsyncClient, row: sqlite3.Row) -> None:
    """One delivery; after the third failure the push is given up."""
    account = weibo_account(world, row["uid"])
    if account is None or not account.callback_url:
        settle_push(world, TABLE, row, "given_up", "no callback address")
        return
    try:
        response = await client.post(
            account.callback_url,
            params=signed_query(world, account),
            content=row["body"].encode(),
            headers={"content-type": "application/json"},
            timeout=DEADLINE_SECONDS,
        )
    except httpx2.HTTPError as error:
        _failed(world, row, type(error).__name__)
        return
    if response.status_code != httpx2.codes.OK:
        _failed(world, row, f"{response.status_code} {response.text}")
        return
    _take_answer(world, row, response.text)


async def verify_callback(world: World, client: httpx2.AsyncClient, account: WeiboAccount) -> Json:
    """The GET check that saving the callback address triggers: the echo must come back."""
    echo = world.digits(19)
    query = signed_query(world, account) | {"echostr": echo}
    try:
        response = await client.get(account.callback_url, params=query, timeout=DEADLINE_SECONDS)
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        return {"ok": False, "reason": type(error).__name__}
    if response.status_code != httpx2.codes.OK or response.text != echo:
        return {"ok": False, "reason": f"HTTP {response.status_code}, echostr did not come back"}
    return {"ok": True, "reason": ""}


def read_reply(answer: str, *, uid: str, fan: str) -> tuple[str, Json] | None:
    """Type and content of a passive reply; None for an empty answer. ReplyRefused when it is wrong."""
    if not answer.strip():
        return None
    try:
        reply = json.loads(answer)
    except ValueError:
        raise ReplyRefused("no JSON") from None
    if not isinstance(reply, dict) or reply.get("result") is not True:
        raise ReplyRefused("`result` is not true")
    if (str(reply.get("receiver_id")), str(reply.get("sender_id"))) != (fan, uid):
        raise ReplyRefused("receiver_id and sender_id are not those of the push, swapped")
    data = reply.get("data")
    if not isinstance(data, str) or data.lstrip().startswith("{"):
        raise ReplyRefused("`data` is not URL-encoded JSON text")
    kind = str(reply.get("type"))
    try:
        return kind, checked_content(kind, unquote_plus(data))
    except WeiboRefusal as refusal:
        raise ReplyRefused(refusal.message) from None


def _take_answer(world: World, row: sqlite3.Row, answer: str) -> None:
    """Show a passive reply once, however often the push went out."""
    try:
        reply = read_reply(answer, uid=row["uid"], fan=row["fan"])
    except ReplyRefused as refused:
        settle_push(world, TABLE, row, "refused", f"{refused}: {answer}")
        _answer_line(world, row, side=NOTICE, how="", kind="text", content={"text": NO_SERVICE})
        return
    settle_push(world, TABLE, row, "delivered", answer)
    if reply is not None:
        _answer_line(world, row, side=ACCOUNT, how="passive", kind=reply[0], content=reply[1])


def _failed(world: World, row: sqlite3.Row, answer: str) -> None:
    if note_failure(world, TABLE, row, answer):
        _answer_line(world, row, side=NOTICE, how="", kind="text", content={"text": NO_SERVICE})


def _answer_line(world: World, row: sqlite3.Row, *, side: str, how: str, kind: str, content: Json) -> None:
    if is_answered(world, row["line"]):
        return
    add_line(
        world,
        WEIBO,
        row["uid"],
        row["fan"],
        side=side,
        how=how,
        kind=kind,
        content=content,
        answers=row["line"],
    )
