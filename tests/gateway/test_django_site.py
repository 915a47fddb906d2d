import asyncio

import pytest

from tests.gateway.asking import ask, scope_of
from zhenglian.gateway.django_site import PUBLIC_BODY_BYTES, LimitedSite, as_asgi, body_limit, escaped

CHUNKED = [(b"transfer-encoding", b"chunked")]


def counting(environ, start_response):
    """A WSGI application that tells how much came in."""
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{environ['REQUEST_METHOD']} {len(body)} {environ.get('CONTENT_LENGTH', '')}".encode()]


@pytest.fixture
def site():
    return LimitedSite(as_asgi(counting))


def test_request_reaches_wsgi_with_its_body(site):
    answer = ask(site, "/", method="POST", body=[b"ab", b"cd"], headers=[(b"content-length", b"4")])

    assert (answer.status, answer.text) == (200, "POST 4 4")


def test_body_in_chunks_arrives_with_its_length(site):
    answer = ask(site, "/", method="POST", body=[b"ab", b"cde"], headers=CHUNKED)

    assert answer.text == "POST 5 5"


def test_body_from_a_server_whose_receive_gives_futures_arrives(site):
    sent = []

    async def story():
        def receive():
            coming = asyncio.get_running_loop().create_future()
            coming.set_result({"type": "http.request", "body": b"abc", "more_body": False})
            return coming

        async def send(message):
            sent.append(message.get("body", b""))

        await site(scope_of("/", method="POST", headers=[(b"content-length", b"3")]), receive, send)

    asyncio.run(story())

    assert b"".join(sent) == b"POST 3 3"


@pytest.mark.parametrize("length", [str(PUBLIC_BODY_BYTES + 1).encode(), b"-1", b"many"])
def test_body_announced_as_too_large_is_refused(site, length):
    assert ask(site, "/", method="POST", headers=[(b"content-length", length)]).status == 413


def test_body_that_grows_beyond_the_limit_is_refused(site):
    parts = [b"x" * 400_000] * 3

    assert ask(site, "/", method="POST", body=parts, headers=CHUNKED).status == 413


def test_body_without_any_length_is_counted(site):
    assert ask(site, "/", method="POST", body=[b"abc"]).text == "POST 3 3"


def test_staff_may_send_pictures():
    assert body_limit("/staff/images/add/") > 20 * body_limit("/search/")


def test_chinese_typed_into_an_address_arrives_escaped():
    assert escaped("q=水&page=1".encode()) == b"q=%E6%B0%B4&page=1"
    assert escaped(b"q=%E6%B0%B4") == b"q=%E6%B0%B4"
