"""Malformed requests of every depth: broken on the outside, or sealed and signed well and broken inside.

What is broken outside is turned away at the first look; only what is signed comes as far as the parsers.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from zhenglian.cli.chaos.fuzz.mutations import worsened
from zhenglian.cli.chaos.pushes.sealing import Sealer, signature

HEAD_LIMIT = 6000  # of a target: longer ones are the server's own matter
MOST_BODY = 200_000


class Shot(NamedTuple):
    """`raw`: the whole request. `waits`: False where no answer can be expected: it is cut off half-way."""

    kind: str
    raw: bytes
    waits: bool = True


class Target(NamedTuple):
    """The accounts of the throw-away instance: sealed, in clear, Weibo's."""

    safe: Sealer
    plain: Sealer
    weibo: dict[str, Any]  # Any: `id`, `uid`, `app_secret`


class Shots:
    """`documents`: texts from elsewhere; each is sealed or signed once as it is, and then made worse."""

    def __init__(self, target: Target, seed: int, documents: Sequence[tuple[str, bytes]] = ()) -> None:
        self.target, self.documents = target, documents
        self.chance = random.Random(seed)
        self.makers: dict[str, Callable[[], Shot]] = {
            "body": self.body,
            "query": self.query,
            "path": self.path,
            "inside a seal": self.inside,
            "seal": self.seal,
            "in clear": self.in_clear,
            "weibo": self.weibo,
            "head": self.head,
            "address check": self.address_check,
        }
        if documents:
            self.makers["document made worse"] = self.worse_document

    def __iter__(self) -> Iterator[Shot]:
        """For ever. Every document comes once, in between."""
        documents = iter(self.documents)
        names = list(self.makers)
        while True:
            yield self.makers[self.chance.choice(names)]()
            if (document := next(documents, None)) is not None:
                yield self.given(*document)

    def worse_document(self) -> Shot:
        kind, document = self.chance.choice(self.documents)
        return self.given(kind, worsened(document, self.chance))._replace(kind="document made worse")

    def given(self, kind: str, document: bytes) -> Shot:
        if kind == "json":
            return Shot("document", post(self.weibo_target(), document))
        if self.chance.random() < IN_CLEAR:
            return Shot("document", post(self.clear_target(), document))
        return Shot("document", post(*self.sealed(document)))

    def body(self) -> Shot:
        target, body = self.sealed(self.push())
        return Shot("body", post(target, worsened(body, self.chance)))

    def query(self) -> Shot:
        target, body = self.sealed(self.push())
        path, _, query = target.partition("?")
        worse = worsened(query.encode(), self.chance).translate(None, b" \r\n\x00")
        return Shot("query", post(f"{path}?{worse.decode('latin-1')}", body))

    def path(self) -> Shot:
        target, body = self.sealed(self.push())
        path, _, query = target.partition("?")
        worse = worsened(path.encode(), self.chance).translate(None, b" \r\n\x00?")
        return Shot("path", post(f"/{worse.decode('latin-1').lstrip('/')}?{query}", body))

    def inside(self) -> Shot:
        return Shot("inside a seal", post(*self.sealed(worsened(self.push(), self.chance))))

    def seal(self) -> Shot:
        """A right signature over what no key opens, or over another length, padding or addressee."""
        sealer = self.target.safe
        clear = bytearray(sealer.envelope(self.push()))
        for _ in range(self.chance.randint(1, 4)):
            clear[self.chance.choice((self.chance.randrange(len(clear)), -1, 16, 17, 18, 19, -40))] = (
                self.chance.randrange(256)
            )
        clear = clear[: len(clear) - self.chance.choice((0, 0, 1, 16, 32))]
        whole = bytes(clear) + bytes(-len(clear) % 16)
        return Shot("seal", post(*sealer.signed(sealer.encrypted(whole))))

    def in_clear(self) -> Shot:
        return Shot("in clear", post(self.clear_target(), worsened(self.push(), self.chance)))

    def weibo(self) -> Shot:
        fields = {
            "type": self.chance.choice(("text", "position", "event", "mention", "voice")),
            "receiver_id": self.target.weibo["uid"],
            "sender_id": self.chance.choice((2489518277, "2489518277", None, [1], {"a": 1})),
            "created_at": "Mon Jul 16 18:09:20 +0800 2026",
            "text": "私信内容",
            "data": self.chance.choice(
                ({"subtype": "click", "key": "K"}, {"latitude": "x"}, {}, [], None, 7, "x")
            ),
        }
        text = json.dumps(fields, ensure_ascii=False).encode()
        if self.chance.random() < WORSENED:
            text = worsened(text, self.chance)
        return Shot("weibo", post(self.weibo_target(), text))

    def head(self) -> Shot:
        """Odd methods, lengths and pieces; some stop half-way."""
        target, body = self.sealed(self.push())
        match self.chance.randrange(5):
            case 0:
                method = self.chance.choice(("PUT", "DELETE", "PATCH", "OPTIONS", "BREW", "HEAD"))
                return Shot("head", post(target, body, method=method), waits=method != "HEAD")
            case 1:
                return Shot(
                    "head", post(target, body, length=len(body) + self.chance.randint(1, 999)), waits=False
                )
            case 2:
                return Shot("head", post(target, body * self.chance.randint(2, 150)))
            case 3:
                return Shot("head", post(target, body, length=None))
            case _:
                raw = post(target, body)
                return Shot("head", raw[: self.chance.randint(1, len(raw) - 1)], waits=False)

    def address_check(self) -> Shot:
        query = {"signature": "0" * 40, "timestamp": str(int(time.time())), "nonce": "1", "echostr": "5"}
        words = worsened(urlencode(query).encode(), self.chance).translate(None, b" \r\n\x00")
        path = self.chance.choice(
            (self.target.safe.path, self.target.plain.path, "/callbacks/", "/callbacks/x/9")
        )
        return Shot(
            "address check", f"GET {path}?".encode() + words + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        )

    def push(self) -> bytes:
        return self.target.safe.message(self.chance.randrange(10**6), int(time.time())).encode()

    def sealed(self, message: bytes) -> tuple[str, bytes]:
        return self.target.safe.signed(self.target.safe.encrypted(self.target.safe.envelope(message)))

    def clear_target(self) -> str:
        plain = self.target.plain
        return f"{plain.path}?{urlencode(self.signed_query(plain.token))}"

    def weibo_target(self) -> str:
        weibo = self.target.weibo
        return f"/callbacks/weibo/{weibo['id']}?{urlencode(self.signed_query(weibo['app_secret']))}"

    def signed_query(self, secret: str) -> dict[str, str]:
        stamp, nonce = str(int(time.time())), str(self.chance.randrange(10**12))
        return {"signature": signature(secret, stamp, nonce), "timestamp": stamp, "nonce": nonce}


SAME = -1
IN_CLEAR, WORSENED = 0.5, 0.7  # shares of what is drawn


def post(target: str, body: bytes, *, method: str = "POST", length: int | None = SAME) -> bytes:
    """`length` None: in pieces, without one."""
    body = body[:MOST_BODY]
    head = f"{method} {target[:HEAD_LIMIT]} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml\r\n".encode(
        "latin-1"
    )
    if length is None:
        middle = len(body) // 2
        pieces = b"".join(
            b"%x\r\n%b\r\n" % (len(part), part) for part in (body[:middle], body[middle:]) if part
        )
        return head + b"Transfer-Encoding: chunked\r\n\r\n" + pieces + b"0\r\n\r\n"
    return head + b"Content-Length: %d\r\n\r\n" % (len(body) if length == SAME else length) + body
