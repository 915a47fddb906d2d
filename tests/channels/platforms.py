"""Stand-ins for the network: scripted answers for odd cases, and the real sandbox as a process."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2

from zhenglian.channels.actions.web_copies import DatabaseWebStore
from zhenglian.channels.clients import open_clients
from zhenglian.channels.clients.base import Doors
from zhenglian.channels.clients.transport import Answer, Http, NoAnswer

SOURCES = Path(__file__).resolve().parents[2] / "src"


NOT_CONNECTED = (httpx2.ConnectError, httpx2.ConnectTimeout)


class ScriptedWire:
    """Hands each call as an httpx2 request to a function, whose httpx2 response or error comes back."""

    def __init__(self, handler):
        self.handler = handler

    def send(self, call):
        request = httpx2.Request(call.method, call.url, headers=dict(call.headers), content=call.body)
        request.extensions["limits"] = call.limits
        try:
            response = self.handler(request)
        except httpx2.HTTPError as reason:
            has_left = not isinstance(reason, NOT_CONNECTED)
            raise NoAnswer(type(reason).__name__, may_have_arrived=has_left) from reason
        return Answer(response.status_code, response.content)

    def close(self):
        pass


class Script:
    """Answers calls by path, each from its own line of answers; the last answer stays.

    An answer is a value (JSON), a pair of status and bytes, an exception that the transport raises,
    or a function of the request that returns one of these.
    """

    def __init__(self, **lines):
        self.lines = {"stable_token": [{"access_token": "TOKEN-1", "expires_in": 7200}], **lines}
        self.calls = []

    def __call__(self, request):
        name = request.url.path.rsplit("/", 1)[-1].removesuffix(".json")
        name = "mass_get" if request.url.path.endswith("mass/get") else name
        name = "draft_get" if request.url.path.endswith("draft/get") else name
        name = "counter" if request.url.path.endswith("quota/get") else name
        name = "draft_add" if request.url.path.endswith("draft/add") else name
        self.calls.append((name, request))
        line = self.lines[name]
        answer = line.pop(0) if len(line) > 1 else line[0]
        if callable(answer):
            answer = answer(request)
        if isinstance(answer, BaseException):
            raise answer
        if isinstance(answer, tuple):
            return httpx2.Response(answer[0], content=answer[1], headers={"content-type": "text/html"})
        content = json.dumps(answer, ensure_ascii=False).encode()
        return httpx2.Response(200, content=content, headers={"content-type": "text/plain"})

    def names(self):
        return [name for name, _ in self.calls]

    def bodies(self, name):
        return [json.loads(request.content) for called, request in self.calls if called == name]


def counted(used):
    """openapi/quota/get for freepublish/submit."""
    return {"errcode": 0, "quota": {"daily_limit": 100, "used": used, "remain": 100 - used}}


def good_wechat(**changes):
    """A WeChat that publishes at once."""
    lines = {
        "uploadimg": [{"url": "https://mmbiz.qpic.cn/one/0"}],
        "add_material": [{"media_id": "COVER", "url": "https://mmbiz.qpic.cn/cover/0"}],
        "draft_add": [{"media_id": "DRAFT"}],
        "submit": [{"errcode": 0, "errmsg": "ok", "publish_id": "2247503051", "msg_data_id": 7}],
        "sendall": [{"errcode": 0, "msg_id": 3147483700, "msg_data_id": 8}],
        "get": [
            {
                "publish_id": "2247503051",
                "publish_status": 0,
                "article_id": "art-1",
                "article_detail": {
                    "count": 1,
                    "item": [{"idx": 1, "article_url": "https://mp.weixin.qq.com/s/demo"}],
                },
                "fail_idx": [],
            }
        ],
        "mass_get": [{"msg_id": 3147483700, "msg_status": "SEND_SUCCESS"}],
        "batchget": [{"total_count": 0, "item_count": 0, "item": []}],
        "draft_get": [{"news_item": []}],
        "counter": [counted(7)],
    }
    return Script(**{**lines, **changes})


def clients_over(script, clock):
    http = Http(wire=ScriptedWire(script))
    return open_clients(Doors(http, clock, DatabaseWebStore(clock)))


def clients_over_network(clock):
    return open_clients(Doors(Http(), clock, DatabaseWebStore(clock)))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Sandbox:
    """The simulated platforms as a process of their own, spoken to over HTTP only."""

    def __init__(self, folder):
        self.url = f"http://127.0.0.1:{(port := free_port())}"
        self.http = httpx2.Client(base_url=self.url, trust_env=False, timeout=60)
        command = [sys.executable, "-m", "zhenglian_sandbox", "--port", str(port), "--data", str(folder)]
        self.process = subprocess.Popen(
            [*command, "--publish-delay", "3600"],
            env={"PYTHONPATH": str(SOURCES), "PATH": "/usr/bin:/bin"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        self._wait()

    def _wait(self):
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(self.process.stderr.read().decode())
            try:
                if self.http.get("/healthz").status_code == 200:
                    return
            except httpx2.TransportError:
                self.process.stderr.readable()
        raise RuntimeError("the sandbox did not start within 20 s")

    def seed(self, **accounts):
        answer = self.http.post("/sandbox/accounts", json=accounts)
        assert answer.status_code == 200, answer.text

    def fault(self, endpoint, kind, value=None, times=1):
        order = {"endpoint": endpoint, "kind": kind, "value": value, "times": times}
        answer = self.http.post("/sandbox/faults", json=order)
        assert answer.status_code == 200, answer.text

    def open_faults(self):
        return self.http.get("/sandbox/faults").json()

    def advance(self, seconds):
        assert self.http.post("/sandbox/clock", json={"seconds": seconds}).status_code == 200

    def now(self):
        return self.http.get("/healthz").json()["clock"]

    def record(self):
        return self.http.get("/sandbox/record").json()

    def articles(self, appid):
        return [one for one in self.record()["wechat"]["articles"] if one["account"] == appid]

    def posts(self, uid):
        return [one for one in self.record()["weibo"]["posts"] if one["account"] == uid]

    def close(self):
        self.http.close()
        self.process.terminate()
        self.process.wait(timeout=60)
        self.process.stderr.close()
