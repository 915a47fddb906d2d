"""Pushing events and messages to an account's callback address: signed, sealed, three times.

A push is a row; whoever looks for due rows (the background worker) carries it out.
"""

import re
import sqlite3
from urllib.parse import urlsplit

import httpx2

from zhenglian_sandbox.accounts import WechatAccount, wechat_account
from zhenglian_sandbox.chat import ACCOUNT, NOTICE, WECHAT, add_line, add_notice, is_answered
from zhenglian_sandbox.delivery import (
    DEADLINE_SECONDS,
    WAITING,
    due_rows,
    note_failure,
    queue_row,
    settle_push,
)
from zhenglian_sandbox.faults import PUSH
from zhenglian_sandbox.payloads import Json
from zhenglian_sandbox.store import Value
from zhenglian_sandbox.world import World

from .call import Call
from .crypto import encrypt, random_prefix, signature
from .errors import WechatRefusal
from .passive import TRANSFER, PassiveRefused, Trigger, read_reply
from .xml import Content, Fields, xml_document

TABLE = "wechat_pushes"
FOREIGN_APPID = "wx00000000foreign0"  # whose server this address is not
PLATFORM_OPENID = "oMpPlatform00000000000000000"
NO_SERVICE = "该公众号暂时无法提供服务，请稍后再试"
OPERATORS = ("DEFAULT", "CHINANET", "UNICOM", "CAP")


def queue_push(
    world: World,
    account: WechatAccount,
    *,
    openid: str,
    name: str,
    fields: Fields,
    line: int | None = None,
) -> None:
    """Put a message for the account's server in line; without a callback address nothing is.

    A fault may lose it, double it, or add one that was sealed for somebody else. `line` is what the
    follower sees of it, if anything.
    """
    if not account.callback_url:
        return
    now = world.clock.now()
    head: list[tuple[str, Content]] = [
        ("ToUserName", account.gh_id),
        ("FromUserName", openid),
        ("CreateTime", int(now)),
    ]
    row: dict[str, Value] = {
        "appid": account.appid,
        "openid": openid,
        "name": name,
        "body": xml_document([*head, *fields]),
        "line": line,
    }
    if queue_row(world, TABLE, PUSH, row) == "foreign_callback":
        foreign: dict[str, Value] = {"created_at": now, "next_at": now, "state": WAITING, "line": None}
        world.store.insert(TABLE, **(row | foreign), sealed_for=FOREIGN_APPID)


def due_pushes(world: World) -> list[sqlite3.Row]:
    return due_rows(world, TABLE)


async def deliver_push(world: World, client: httpx2.AsyncClient, row: sqlite3.Row) -> None:
    """One delivery; after the third failure the push is given up and the follower sees a notice."""
    account = wechat_account(world, row["appid"])
    if account is None or not account.callback_url:
        settle_push(world, TABLE, row, "given_up", "no callback address")
        return
    query, body = signed_request(world, account, row["openid"], row["body"], sealed_for=row["sealed_for"])
    try:
        response = await client.post(
            account.callback_url,
            params=query,
            content=body.encode(),
            headers={"content-type": "text/xml"},
            timeout=DEADLINE_SECONDS,
        )
    except httpx2.HTTPError as error:
        _failed(world, row, type(error).__name__)
        return
    answer = response.text
    if response.status_code == httpx2.codes.OK and _is_answer(answer):
        _take_answer(world, account, row, answer)
    else:
        _failed(world, row, f"{response.status_code} {answer}")


def signed_request(
    world: World, account: WechatAccount, openid: str, message: str, *, sealed_for: str = ""
) -> tuple[dict[str, str], str]:
    """Query and body of one delivery, in the account's mode; fresh at every attempt."""
    timestamp, nonce = str(int(world.clock.now())), world.digits(9)
    query = {
        "signature": signature(account.token, timestamp, nonce),
        "timestamp": timestamp,
        "nonce": nonce,
        "openid": openid,
    }
    if account.mode == "plain":
        return query, message
    sealed = encrypt(
        message,
        appid=sealed_for or account.appid,
        encoding_aes_key=account.aes_key,
        prefix=random_prefix(world.random),
    )
    query["encrypt_type"] = "aes"
    query["msg_signature"] = signature(account.token, timestamp, nonce, sealed)
    if account.mode == "compat":
        extra = f"<Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
        return query, re.sub(r"</xml>$", lambda _: extra, message)
    return query, xml_document([("ToUserName", account.gh_id), ("Encrypt", sealed)])


async def verify_callback(world: World, client: httpx2.AsyncClient, account: WechatAccount) -> Json:
    """The GET check that saving the callback settings triggers: the echo must come back."""
    timestamp, nonce, echo = str(int(world.clock.now())), world.digits(9), world.digits(19)
    query = {
        "signature": signature(account.token, timestamp, nonce),
        "timestamp": timestamp,
        "nonce": nonce,
        "echostr": echo,
    }
    try:
        response = await client.get(account.callback_url, params=query, timeout=DEADLINE_SECONDS)
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        return {"ok": False, "reason": type(error).__name__}
    if response.status_code != httpx2.codes.OK or response.text != echo:
        return {"ok": False, "reason": f"HTTP {response.status_code}, echostr did not come back"}
    return {"ok": True, "reason": ""}


def list_callback_addresses(_: Call) -> Json:
    return {"ip_list": ["127.0.0.1/32"]}


def list_api_addresses(_: Call) -> Json:
    return {"ip_list": ["127.0.0.1"]}


def check_callback(call: Call) -> Json:
    """callback/check: the form of the answer is the platform's, the network is this machine."""
    action, operator = call.text("action"), call.text("check_operator")
    if action not in ("all", "dns", "ping"):
        raise WechatRefusal(40202)
    if operator not in OPERATORS:
        raise WechatRefusal(40203)
    host = urlsplit(call.account.callback_url).hostname
    if not host:
        raise WechatRefusal(40201)
    answer: Json = {}
    if action in ("all", "dns"):
        answer["dns"] = [{"ip": host, "real_operator": operator}]
    if action in ("all", "ping"):
        ping = {"ip": host, "from_operator": operator, "package_loss": "0%", "time": "1.000ms"}
        answer["ping"] = [ping]
    return answer


def _is_answer(text: str) -> bool:
    """`success`, nothing, or a passive reply."""
    return text.strip() in ("", "success") or text.lstrip().startswith("<xml>")


def _take_answer(world: World, account: WechatAccount, row: sqlite3.Row, answer: str) -> None:
    """Show the passive reply once, however often the push went out; a wrong one shows the notice."""
    if row["openid"] == PLATFORM_OPENID or row["sealed_for"]:
        settle_push(world, TABLE, row, "delivered", answer)
        return
    try:
        reply = read_reply(world, account, Trigger(row["openid"], row["name"]), answer)
    except PassiveRefused as refused:
        settle_push(world, TABLE, row, "refused", f"{refused}: {answer}")
        _show_notice(world, row)
        return
    settle_push(world, TABLE, row, "delivered", answer)
    if reply is None or is_answered(world, row["line"]):
        return
    if reply.kind == TRANSFER:
        add_notice(world, WECHAT, row["appid"], row["openid"], "已为您转接人工客服，请稍候")
        return
    add_line(
        world,
        WECHAT,
        row["appid"],
        row["openid"],
        side=ACCOUNT,
        how="passive",
        kind=reply.kind,
        content=reply.content,
        answers=row["line"],
    )


def _failed(world: World, row: sqlite3.Row, answer: str) -> None:
    if note_failure(world, TABLE, row, answer) and row["openid"] != PLATFORM_OPENID:
        _show_notice(world, row)


def _show_notice(world: World, row: sqlite3.Row) -> None:
    """What WeChat tells a follower whose message found no answer; for a doubled push only once."""
    if row["line"] is None or is_answered(world, row["line"]):
        return
    add_line(
        world,
        WECHAT,
        row["appid"],
        row["openid"],
        side=NOTICE,
        kind="text",
        content={"text": NO_SERVICE},
        answers=row["line"],
    )
