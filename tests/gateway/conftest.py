"""A gateway over a small site whose answers a test chooses; each render is noted."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.channels import vectors
from tests.factories.accounts import AccountFactory
from tests.gateway.callbacks_rig import callbacks_over
from tests.gateway.listening import GatedJournal
from zhenglian.channels.door import refusals
from zhenglian.gateway.asgi import Gateway
from zhenglian.gateway.pages import PageStore
from zhenglian.gateway.rendering import PageRenderer
from zhenglian.kernel.generation import Generation

PUBLIC = [(b"content-type", b"text/html; charset=utf-8"), (b"cache-control", b"public, max-age=0")]


CREDENTIALS = {"token": vectors.TOKEN, "aes_key": vectors.KEY, "gh_id": "gh_demo"}


class SmallSite:
    """An ASGI application: `body` and `headers` as set, one entry in `seen` for each render."""

    def __init__(self):
        self.status = 200
        self.headers = list(PUBLIC)
        self.body = "页".encode() * 1000
        self.seen = []
        self.before_answer = None

    async def __call__(self, scope, _receive, send):
        self.seen.append(scope)
        body = self.body
        if self.before_answer is not None:
            await self.before_answer()
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": body[:10], "more_body": True})
        await send({"type": "http.response.body", "body": body[10:]})


class Seconds:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def generation(tmp_path):
    return Generation(tmp_path)


@pytest.fixture
def seconds():
    return Seconds()


@pytest.fixture
def store(generation, seconds):
    return PageStore(generation, seconds=seconds)


@pytest.fixture
def site():
    return SmallSite()


@pytest.fixture
def gateway(store, site):
    with ThreadPoolExecutor(1) as executor:
        yield Gateway(pages=store, renderer=PageRenderer(store, site, executor), site=site, routes={})


@pytest.fixture
def account(transactional_db):
    return AccountFactory(handle=vectors.APPID, credentials=CREDENTIALS)


@pytest.fixture
def rig(tmp_path, account):
    with callbacks_over(tmp_path) as rig:
        rig.memory.look()
        yield rig


@pytest.fixture
def gate(tmp_path):
    return GatedJournal(tmp_path)


@pytest.fixture
def gated(tmp_path, account, gate):
    with callbacks_over(tmp_path, store=gate) as rig:
        rig.memory.look()
        yield rig
        gate.may_go.set()


@pytest.fixture
def counted():
    """How many more were refused for a reason than before the test."""
    before = refusals()
    return lambda reason: refusals().get(reason, 0) - before.get(reason, 0)
