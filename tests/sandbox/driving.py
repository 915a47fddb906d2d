"""What the sandbox's tests drive it with: a clock, pictures, and a client for each platform."""

from __future__ import annotations

import base64
import json
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import httpx2
from starlette.testclient import TestClient

from zhenglian_sandbox.app import create_app

APPID = "wx0123456789abcdef"
SECRET = "secret-of-the-demo"
AES_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
CALLBACK = "http://desk.test/callbacks/wechat/1"
WECHAT = {
    "appid": APPID, "secret": SECRET, "name": "微言环保", "gh_id": "gh_demo", "kind": "SUB",
    "verified": True, "callback_url": CALLBACK, "token": "gov-demo-token", "aes_key": AES_KEY,
    "mode": "safe", "followers": 3,
}  # fmt: skip
UID = "1404376560"
WEIBO_TOKEN = "2.00demo"
WEIBO = {
    "app_key": "1234567", "app_secret": "app-secret", "uid": UID, "screen_name": "微言环保",
    "safe_domain": "example.gov.cn", "access_token": WEIBO_TOKEN, "app_name": "政联",
    "redirect_uri": "https://desk.test/back",
}  # fmt: skip

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
JPG = b"\xff\xd8\xff\xe0" + b"\x00\x10JFIF" + b"\x01" * 200
GIF = b"GIF89a" + b"\x00" * 40


@dataclass
class HandClock:
    """Stands still; Thursday 15 January 2026, 09:30 in Beijing."""

    at: datetime = datetime(2026, 1, 15, 1, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **span: float) -> None:
        self.at += timedelta(**span)


@dataclass
class Mailbox:
    """The desk's callback address: keeps what arrives, answers what it is told to."""

    answers: list[httpx2.Response | Exception] = field(default_factory=list)
    received: list[httpx2.Request] = field(default_factory=list)

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.received.append(request)
        answer = self.answers.pop(0) if self.answers else httpx2.Response(200, text="success")
        if isinstance(answer, Exception):
            raise answer
        return answer


@dataclass
class Naps:
    """Sleeping that takes no time and is written down."""

    seconds: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def open_sandbox(data_dir, clock, mailbox, naps) -> TestClient:
    app = create_app(
        data_dir,
        clock=clock,
        random=random.Random(7),
        transport=httpx2.MockTransport(mailbox),
        sleep=naps,
        in_background=False,
    )
    return TestClient(app, base_url="http://sandbox.test", client=("203.0.113.7", 40000))


class WechatDriver:
    """Calls as a connector makes them, with a token of its own."""

    def __init__(self, http: httpx2.Client, appid: str = APPID, secret: str = SECRET) -> None:
        self.http = http
        asked = {"grant_type": "client_credential", "appid": appid, "secret": secret}
        self.token = http.post("/cgi-bin/stable_token", json=asked).json()["access_token"]

    def get(self, path: str, **query: str):
        return self.http.get(f"/cgi-bin/{path}", params={"access_token": self.token, **query}).json()

    def post(self, path: str, body: object = None, **query: str):
        content = json.dumps(body if body is not None else {}, ensure_ascii=False).encode()
        params = {"access_token": self.token, **query}
        return self.http.post(f"/cgi-bin/{path}", params=params, content=content).json()

    def upload(self, path: str, content: bytes = PNG, filename: str = "a.png", **query: str):
        params = {"access_token": self.token, **query}
        files = {"media": (filename, content)}
        return self.http.post(f"/cgi-bin/{path}", params=params, files=files).json()

    def cover(self) -> str:
        return self.upload("material/add_material", type="image")["media_id"]

    def article(self, **changes: object) -> dict[str, object]:
        plain = {
            "title": "防汛提示",
            "author": "应急局",
            "digest": "今晚有大雨",
            "content": "<p>请减少外出</p>",
        }
        return plain | {"thumb_media_id": changes.pop("thumb_media_id", None) or self.cover()} | changes

    def draft(self, **changes: object) -> str:
        return self.post("draft/add", {"articles": [self.article(**changes)]})["media_id"]

    def publish(self, **changes: object) -> str:
        return self.post("freepublish/submit", {"media_id": self.draft(**changes)})["publish_id"]


class WeiboDriver:
    def __init__(self, http: httpx2.Client, token: str = WEIBO_TOKEN) -> None:
        self.http = http
        self.token = token

    def share(self, status: str, picture: bytes | None = None, **fields: str) -> httpx2.Response:
        data = {"access_token": self.token, "status": status, **fields}
        files = {"pic": ("a.png", picture)} if picture is not None else None
        return self.http.post("/2/statuses/share.json", data=data, files=files)

    def get(self, name: str, **query: str) -> httpx2.Response:
        return self.http.get(f"/2/{name}.json", params={"access_token": self.token, **query})

    def post(self, name: str, **fields: str) -> httpx2.Response:
        return self.http.post(f"/2/{name}.json", data={"access_token": self.token, **fields})
