"""Pushing events and messages to an account's callback address: signed, sealed, three times.

A push is a row; whoever looks for due rows (the background worker) carries it out.
"""

import re
import sqlite3
from urllib.parse import urlsplit

import httpx2

from zhenglian_sandbox.accounts import WechatAccount, wechat_account
from zhenglian_sandbox.faults import CALLBACK, PUSH, take_fault
from zhenglian_sandbox.payloads import Json
from zhenglian_sandbox.world import World

from .call import Call
from .crypto import encrypt, random_prefix, signature
from .errors import WechatRefusal
from .xml import Content, Fields, xml_document

DEADLINE_SECONDS = 5.0
DELIVERIES = 3
GAP_SECONDS = 5.0
FOREIGN_APPID = "wx00000000foreign0"  # whose server this address is not
PLATFORM_OPENID = "oMpPlatform00000000000000000"
ANSWER_KEPT = 2000
OPERATORS = ("DEFAULT", "CHINANET", "UNICOM", "CAP")


def queue_push(world: World, account: WechatAccount, *, openid: str, name: str, fields: Fields) -> None:
    """Put a message for the account's server in line; without a callback address nothing is.

    A fault may lose it, double it, or add one that was sealed for somebody else.
    """
    if not account.callback_url:
        return
    now = world.clock.now()
    head: list[tuple[str, Content]] = [
        ("ToUserName", account.gh_id),
        ("FromUserName", openid),
        ("CreateTime", int(now)),
    ]
    row: dict[str, str | float] = {
        "appid": account.appid,
        "openid": openid,
        "name": name,
        "body": xml_document([*head, *fields]),
        "created_at": now,
        "next_at": now,
        "state": "waiting",
    }
    fault = take_fault(world, CALLBACK, PUSH)
    kind = fault.kind if fault else ""
    world.store.insert("wechat_pushes", **(row | {"state": "lost"} if kind == "lost_callback" else row))
    if kind == "doubled_callback":
        world.store.insert("wechat_pushes", **row)
    if kind == "foreign_callback":
        world.store.insert("wechat_pushes", **row, sealed_for=FOREIGN_APPID)
    world.wake()


def due_pushes(world: World) -> list[sqlite3.Row]:
    """Rows to send now, each already counted as an attempt and due again after the gap."""
    now = world.clock.now()
    with world.store.transaction():
        rows = world.store.all(
            "SELECT * FROM wechat_pushes WHERE state = 'waiting' AND next_at <= ? ORDER BY id", now
        )
        for row in rows:
            world.store.run(
                "UPDATE wechat_pushes SET attempts = attempts + 1, next_at = ? WHERE id = ?",
                now + DEADLINE_SECONDS * world.rate + GAP_SECONDS,
                row["id"],
            )
    return rows


async def deliver_push(world: World, client: httpx2.AsyncClient, row: sqlite3.Row) -> None:
    """One delivery; after the third failure the push is given up."""
    account = wechat_account(world, row["appid"])
    if account is None or not account.callback_url:
        _settle(world, row, "given_up", "no callback address")
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
    answer = response.text[:ANSWER_KEPT]
    if response.status_code == httpx2.codes.OK and _is_answer(answer):
        _settle(world, row, "delivered", answer)
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


def _failed(world: World, row: sqlite3.Row, answer: str) -> None:
    if row["attempts"] + 1 >= DELIVERIES:
        _settle(world, row, "given_up", answer)
        return
    world.store.run(
        "UPDATE wechat_pushes SET answer = ?, next_at = ? WHERE id = ?",
        answer,
        world.clock.now() + GAP_SECONDS,
        row["id"],
    )


def _settle(world: World, row: sqlite3.Row, state: str, answer: str) -> None:
    world.store.run("UPDATE wechat_pushes SET state = ?, answer = ? WHERE id = ?", state, answer, row["id"])
