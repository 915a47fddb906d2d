"""Pushes as WeChat sends them in safe mode, sealed by wechatpy's own crypto; and what an answer must be."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlencode

from wechatpy.crypto import WeChatCrypto, _get_signature

WORDS = ("社保", "公积金", "身份证", "居住证", "路灯", "噪声", "供水", "公交", "入学", "营业执照")
STORY = (
    "您好，我想反映一下情况：我们小区门口的问题已经持续了一段时间，晚上出行不太方便，"
    "老人和孩子都受影响，希望有关部门尽快处理并答复，谢谢。"
)
INNER = (
    "<xml><ToUserName><![CDATA[{to}]]></ToUserName><FromUserName><![CDATA[{sender}]]></FromUserName>"
    "<CreateTime>{at}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
    "<Content><![CDATA[{text}]]></Content><MsgId>{number}</MsgId></xml>"
)
OUTER = "<xml><ToUserName><![CDATA[{to}]]></ToUserName><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
HEAD = (
    "POST {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml\r\nContent-Length: {length}\r\n\r\n"
)
FIRST_MSG_ID = 24_000_000_000_000_000


@dataclass(frozen=True)
class Account:
    """What both ends know of one official account."""

    id: int
    appid: str
    gh_id: str
    token: str
    aes_key: str

    @cached_property
    def crypto(self) -> WeChatCrypto:
        return WeChatCrypto(self.token, self.aes_key, self.appid)


class WrongReply(RuntimeError):
    """An answer that WeChat would not take, or that answers somebody else."""


@dataclass(frozen=True, slots=True)
class Message:
    """A citizen's text; `number` tells it from every other and is also in the sender's name."""

    account: Account
    number: int
    text: str

    @property
    def sender(self) -> str:
        return f"o{self.number:027d}"


def message(accounts: Sequence[Account], number: int) -> Message:
    """Accounts take turns; two messages in three hold a word that a rule may wait for."""
    chance = random.Random(number)
    word = WORDS[number % len(WORDS)] if number % 3 else ""
    return Message(accounts[number % len(accounts)], number, f"{word}{STORY}{chance.randrange(10**6)}")


def pushed(message: Message, at: int, nonce: str) -> tuple[str, bytes]:
    """Query and body of one delivery at `at` (epoch seconds), which is within 300 s of the server's clock."""
    account, stamp = message.account, str(at)
    inner = INNER.format(
        to=account.gh_id,
        sender=message.sender,
        at=at,
        text=message.text,
        number=FIRST_MSG_ID + message.number,
    )
    whole = account.crypto.encrypt_message(inner, nonce, stamp)
    sealed = between(whole, "<Encrypt><![CDATA[", "]]>")
    query = {
        "signature": _get_signature(account.token, stamp, nonce, ""),
        "timestamp": stamp,
        "nonce": nonce,
        "openid": message.sender,
        "encrypt_type": "aes",
        "msg_signature": between(whole, "<MsgSignature><![CDATA[", "]]>"),
    }
    return urlencode(query), OUTER.format(to=account.gh_id, sealed=sealed).encode()


def write_requests(
    path: Path, accounts: Sequence[Account], numbers: range, address: Callable[[Account], str]
) -> None:
    """Whole HTTP requests, each behind a line with its length in bytes."""
    at = int(time.time())
    with path.open("wb") as file:
        for number in numbers:
            one = message(accounts, number)
            query, body = pushed(one, at, str(10_000_000 + number))
            head = HEAD.format(target=f"{address(one.account)}?{query}", length=len(body))
            request = head.encode() + body
            file.write(b"%d\n%s" % (len(request), request))


def checked_replies(bodies: Sequence[str], accounts: Sequence[Account], numbers: range) -> int:
    """How many were seen: each opens under its account's key and answers who wrote. Raises WrongReply."""
    for body in bodies:
        clear, account = _opened(body, accounts)
        sender = re.search(r"<ToUserName><!\[CDATA\[o(\d{27})\]\]>", clear)
        is_ours = f"<FromUserName><![CDATA[{account.gh_id}]]>" in clear
        if sender is None or int(sender[1]) not in numbers or not is_ours:
            raise WrongReply(clear[:300])
        if accounts[int(sender[1]) % len(accounts)] is not account:
            raise WrongReply(f"answered under the key of {account.appid}")
        if "<Content><![CDATA[" not in clear or "<![CDATA[text]]>" not in clear:
            raise WrongReply(clear[:300])
    if not bodies:
        raise WrongReply("no reply to look at")
    return len(bodies)


def _opened(body: str, accounts: Sequence[Account]) -> tuple[str, Account]:
    sealed = re.search(r"<Encrypt>(?:<!\[CDATA\[)?([^<\]]+)", body)
    signature = re.search(r"<MsgSignature>(?:<!\[CDATA\[)?([0-9a-f]{40})", body)
    stamp = re.search(r"<TimeStamp>(?:<!\[CDATA\[)?(\d+)", body)
    nonce = re.search(r"<Nonce>(?:<!\[CDATA\[)?([^<\]]+)", body)
    if not (sealed and signature and stamp and nonce):
        raise WrongReply(body[:300])
    for account in accounts:
        if _get_signature(account.token, stamp[1], nonce[1], sealed[1]) == signature[1]:
            parts = {"Encrypt": sealed[1]}
            clear = account.crypto.decrypt_message(parts, signature[1], stamp[1], nonce[1])
            return clear if isinstance(clear, str) else clear.decode(), account
    raise WrongReply("no account signed this")


def between(text: str, start: str, end: str) -> str:
    return text.partition(start)[2].partition(end)[0]
