"""What leaves: JSON, forms, files, limits; and what a client learns when nothing comes back."""

from __future__ import annotations

import email

import httpx2
import pytest

from tests.channels.platforms import ScriptedWire
from zhenglian.channels.clients.calls import Limits
from zhenglian.channels.clients.transport import Http, NoAnswer, Part

PICTURE = Part("pic", "a.jpg", "image/jpeg", b"\xff\xd8\r\n--x")


def answering(status=200, **limits):
    calls = []

    def handler(request):
        calls.append(request)
        return httpx2.Response(status, content=b"{}")

    return Http(wire=ScriptedWire(handler), **limits), calls


def parts_of(request):
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    return email.message_from_bytes(head + request.content).get_payload()


def test_json_leaves_as_raw_utf8():
    http, calls = answering()

    http.post_json("https://platform.test/a", {"title": "暴雨"}, params={"access_token": "t"})

    assert calls[0].content == '{"title":"暴雨"}'.encode()
    assert calls[0].headers["content-type"].startswith("application/json")
    assert str(calls[0].url) == "https://platform.test/a?access_token=t"


def test_question_without_parameters_leaves_the_address_alone():
    http, calls = answering()

    http.get("https://platform.test/a", params={})

    assert (calls[0].method, str(calls[0].url), calls[0].content) == ("GET", "https://platform.test/a", b"")


def test_form_leaves_encoded():
    http, calls = answering()

    http.post_form("https://platform.test/a", {"status": "暴雨 & 风", "source": "1"})

    assert calls[0].content == b"status=%E6%9A%B4%E9%9B%A8+%26+%E9%A3%8E&source=1"
    assert calls[0].headers["content-type"] == "application/x-www-form-urlencoded"


def test_file_leaves_with_a_name_and_an_extension():
    http, calls = answering()

    http.post_file("https://platform.test/a", PICTURE, params={"type": "image"}, fields={"s": "文"})

    field, file = parts_of(calls[0])
    assert field.get_param("name", header="content-disposition") == "s"
    assert field.get_payload(decode=True) == "文".encode()
    assert file.get_param("name", header="content-disposition") == "pic"
    assert (file.get_filename(), file.get_content_type()) == ("a.jpg", "image/jpeg")
    assert file.get_payload(decode=True) == PICTURE.data
    assert str(calls[0].url).endswith("?type=image")


def test_name_cannot_break_out_of_its_header():
    http, calls = answering()
    part = Part("pic", 'a"\r\nX-Evil: 1', "image/jpeg", b"x")

    http.post_file("https://platform.test/a", part, params={}, fields={})

    assert b'filename="a%22%0D%0AX-Evil: 1"' in calls[0].content


def test_time_limits_are_explicit_for_calls_and_uploads():
    http, calls = answering()

    http.get("https://platform.test/a", params={})
    http.post_file("https://platform.test/a", PICTURE, params={}, fields={})

    limits = [request.extensions["limits"] for request in calls]
    assert limits == [Limits(3, 10, 70), Limits(3, 60, 70)]


def test_time_limits_can_be_given():
    http, calls = answering(connect_seconds=0.1, read_seconds=0.2, upload_seconds=0.3)

    http.get("https://platform.test/a", params={})

    assert calls[0].extensions["limits"] == Limits(0.1, 0.2, 0.5)


@pytest.mark.parametrize(
    ("error", "may_have_arrived"),
    [(httpx2.ConnectError("x"), False), (httpx2.ReadTimeout("x"), True)],
)
def test_silence_is_handed_on(error, may_have_arrived):
    def handler(request):
        raise error

    with pytest.raises(NoAnswer) as caught:
        Http(wire=ScriptedWire(handler)).post_json("https://platform.test/a", {}, params={})

    assert caught.value.may_have_arrived is may_have_arrived
