"""Time limits, no redirects, no environment; what may and what cannot have arrived."""

from __future__ import annotations

import httpx2
import pytest

from zhenglian.channels.clients.transport import ANSWER_BYTES, Http, NoAnswer, Part


def http_over(handler):
    return Http(transport=httpx2.MockTransport(handler))


def answering(**response):
    calls = []

    def handler(request):
        calls.append(request)
        return httpx2.Response(**{"status_code": 200, "content": b"{}", **response})

    return http_over(handler), calls


def test_json_leaves_as_raw_utf8():
    http, calls = answering()

    http.post_json("https://platform.test/a", {"title": "暴雨"}, params={"access_token": "t"})

    assert calls[0].content == '{"title":"暴雨"}'.encode()
    assert calls[0].headers["content-type"].startswith("application/json")


def test_file_leaves_with_a_name_and_an_extension():
    http, calls = answering()

    http.post_file(
        "https://platform.test/a", Part("pic", "a.jpg", "image/jpeg", b"x"), params={}, fields={"s": "文"}
    )

    body = calls[0].content
    assert b'name="pic"; filename="a.jpg"' in body
    assert b"Content-Type: image/jpeg" in body
    assert "文".encode() in body


def test_time_limits_are_explicit_for_calls_and_uploads():
    http, calls = answering()

    http.get("https://platform.test/a", params={})
    http.post_file("https://platform.test/a", Part("pic", "a.jpg", "image/jpeg", b"x"), params={}, fields={})

    limits = [request.extensions["timeout"] for request in calls]
    assert [(one["connect"], one["read"], one["write"]) for one in limits] == [(3, 10, 10), (3, 60, 60)]


def test_redirect_is_not_followed():
    http, calls = answering(status_code=302, headers={"location": "https://elsewhere.test/"})

    answer = http.get("https://platform.test/a", params={})

    assert (answer.status, len(calls)) == (302, 1)


@pytest.mark.parametrize(
    ("error", "may_have_arrived"),
    [
        (httpx2.ConnectError("x"), False),
        (httpx2.ConnectTimeout("x"), False),
        (httpx2.PoolTimeout("x"), False),
        (httpx2.ReadTimeout("x"), True),
        (httpx2.WriteTimeout("x"), True),
        (httpx2.ReadError("x"), True),
        (httpx2.RemoteProtocolError("x"), True),
    ],
)
def test_silence_says_whether_the_call_may_have_arrived(error, may_have_arrived):
    def handler(request):
        raise error

    with pytest.raises(NoAnswer) as caught:
        http_over(handler).post_json("https://platform.test/a", {}, params={})

    assert caught.value.may_have_arrived is may_have_arrived


def test_endless_answer_is_cut_off():
    http, _ = answering(content=b"x" * (ANSWER_BYTES + 1))

    with pytest.raises(NoAnswer) as caught:
        http.get("https://platform.test/a", params={})

    assert caught.value.may_have_arrived


def test_proxy_of_the_environment_is_ignored(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://203.0.113.9:3128")

    http = Http()

    assert not http._client.trust_env
    http.close()
