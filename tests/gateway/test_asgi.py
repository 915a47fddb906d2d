"""The whole gateway over the real site: what readers get, and what a release changes at once."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

from tests.factories.people import StaffFactory
from tests.factories.portal import a_correction, a_published_article
from tests.gateway.asking import ask, asked, scope_of
from zhenglian.gateway.asgi import Gateway, make_application
from zhenglian.gateway.pages import PageStore
from zhenglian.gateway.rendering import PageRenderer
from zhenglian.kernel.generation import Generation
from zhenglian.portal.actions import withdraw_article

HOST = b"127.0.0.1"


class DjangoHere:
    """Django in the test's own thread and transaction, with a count of the renders."""

    def __init__(self):
        self.count = 0
        self.connection = connections["default"]

    async def __call__(self, scope, _receive, send):
        self.count += 1
        connections["default"] = self.connection  # an event loop starts with none of its own
        client = Client(raise_request_exception=False)
        fields = {name.decode(): value.decode() for name, value in scope["headers"]}
        query = scope["query_string"].decode()
        address = scope["path"] + (f"?{query}" if query else "")
        answer = client.generic(scope["method"], address, headers=fields)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        headers = [(name.lower().encode(), value.encode()) for name, value in answer.headers.items()]
        headers += [(b"set-cookie", cookie.OutputString().encode()) for cookie in answer.cookies.values()]
        await send({"type": "http.response.start", "status": answer.status_code, "headers": headers})
        await send({"type": "http.response.body", "body": body})


@pytest.fixture
def site(db, monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # one thread, so that the test's transaction is seen
    return DjangoHere()


@pytest.fixture
def gateway(db, site):
    store = PageStore(Generation(settings.DATA_DIR))
    with ThreadPoolExecutor(1) as executor:
        yield Gateway(pages=store, renderer=PageRenderer(store, site, executor), site=site, routes={})


@pytest.mark.parametrize(
    "path",
    ["/", "/news/", "/accessibility/", "/sitemap.xml", "/robots.txt", "/feeds/all.rss", "/feeds/all.json"],
)
def test_public_pages_are_kept(gateway, site, path):
    first, second = ask(gateway, path), ask(gateway, path)

    assert (first.status, first.raw) == (200, second.raw)
    assert site.count == 1


@pytest.mark.parametrize("path", ["/search/", "/nowhere/", "/staff/", "/staff/login/"])
def test_other_pages_are_rendered_each_time(gateway, site, path):
    ask(gateway, path)

    ask(gateway, path)

    assert site.count == 2
    assert len(gateway.pages) == 0


def test_correction_is_seen_with_the_next_request(gateway, site, django_capture_on_commit_callbacks):
    row = a_published_article(title="四十处")
    before = ask(gateway, f"/news/{row.slug}/")
    known = [(b"if-none-match", before.headers[b"etag"])]

    with django_capture_on_commit_callbacks(execute=True):
        a_published_article(title="四十二处", article=row.article)
        a_correction(row, "更正")
    after = ask(gateway, f"/news/{row.slug}/", headers=known)

    assert "四十处" in before.text
    assert after.status == 200
    assert "四十二处" in after.text


def test_withdrawn_article_is_gone_with_the_next_request(gateway, django_capture_on_commit_callbacks):
    row = a_published_article()
    assert ask(gateway, f"/news/{row.slug}/").status == 200

    with django_capture_on_commit_callbacks(execute=True):
        withdraw_article(row.article_id)

    assert ask(gateway, f"/news/{row.slug}/").status == 410


def test_elder_mode_by_address_sets_the_cookie_and_by_cookie_is_kept(gateway, site):
    chosen = ask(gateway, "/", query=b"mode=elder")
    cookie = [(b"cookie", b"zl_mode=elder")]

    kept = [ask(gateway, "/", headers=cookie) for _ in range(2)]

    assert b"zl_mode=elder" in chosen.headers[b"set-cookie"]
    assert 'data-mode="elder"' in chosen.text
    assert all('data-mode="elder"' in page.text for page in kept)
    assert site.count == 2
    assert 'data-mode="standard"' in ask(gateway, "/").text


def test_member_of_staff_is_never_answered_from_memory_nor_kept(gateway, site):
    ask(gateway, "/")
    client = Client()
    client.force_login(StaffFactory(is_superuser=True))
    cookie = f"sessionid={client.cookies['sessionid'].value}".encode()

    for _ in range(2):
        assert ask(gateway, "/", headers=[(b"cookie", cookie)]).status == 200

    assert site.count == 3
    assert len(gateway.pages) == 1


def test_foreign_host_is_refused_and_not_kept(gateway):
    assert ask(gateway, "/", host=b"evil.test").status == 400
    assert len(gateway.pages) == 0


def test_static_file_is_kept_for_everybody(gateway, site):
    first = ask(gateway, "/static/portal/site.css", headers=[(b"cookie", b"sessionid=1")])

    second = ask(gateway, "/static/portal/site.css", headers=[(b"accept-encoding", b"gzip")])

    assert first.status == 200
    assert second.headers[b"content-encoding"] == b"gzip"
    assert second.text == first.text
    assert site.count == 1


def test_routes_come_before_django_and_are_not_kept(store, generation):
    async def route(scope, receive, send):
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    gateway = Gateway(pages=store, renderer=None, site=None, routes={"/healthz": route})

    assert ask(gateway, "/healthz").status == 204
    assert ask(gateway, "/healthz", method="POST").status == 204


def test_made_application_has_health_live_streams_and_callbacks(db):
    application = make_application()

    assert [prefix for prefix, _answer in application.routes] == ["/healthz", "/staff/live/inbox"]
    assert ask(application, "/callbacks/nobody/1").status == 404


def test_lifespan_starts_and_stops_the_companions(store):
    class Watch:
        calls = []

        def start(self):
            self.calls.append("start")

        def stop(self):
            self.calls.append("stop")

    gateway = Gateway(pages=store, renderer=None, site=None, routes={}, companions=[Watch()])
    sent = []

    async def story():
        events = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])

        async def receive():
            return next(events)

        async def send(message):
            sent.append(message["type"])

        await gateway({"type": "lifespan"}, receive, send)

    asyncio.run(story())

    assert Watch.calls == ["start", "stop"]
    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


def test_websockets_are_closed(store):
    gateway = Gateway(pages=store, renderer=None, site=None, routes={})
    sent = []

    async def send(message):
        sent.append(message)

    asyncio.run(gateway({**scope_of("/"), "type": "websocket"}, None, send))

    assert sent == [{"type": "websocket.close", "code": 1000}]


def test_many_readers_of_one_page_cost_one_render(gateway, site):
    async def crowd():
        return await asyncio.gather(*(asked(gateway, "/") for _ in range(20)))

    answers = asyncio.run(crowd())

    assert {answer.status for answer in answers} == {200}
    assert site.count == 1
