import hashlib
import hmac

import httpx2
import pytest

from zhenglian.alarms.clients.webhook import SIGNATURE, post_webhook
from zhenglian.alarms.errors import NotDelivered

URL = "https://chat.example.test/hook/?key=SECRET"


def answering(status):
    calls = []

    def handler(request):
        calls.append(request)
        return httpx2.Response(status, headers={"location": "https://elsewhere.test/"})

    return httpx2.MockTransport(handler), calls


def test_event_is_posted_as_json():
    transport, calls = answering(204)

    post_webhook({"event": "opened", "label": "逾期"}, url=URL, transport=transport)

    assert (calls[0].method, str(calls[0].url)) == ("POST", URL)
    assert calls[0].content == '{"event":"opened","label":"逾期"}'.encode()
    assert SIGNATURE not in calls[0].headers


def test_signature_is_of_the_bytes_that_leave():
    transport, calls = answering(200)

    post_webhook({"event": "opened"}, url=URL, secret="s3", transport=transport)

    expected = hmac.new(b"s3", calls[0].content, hashlib.sha256).hexdigest()
    assert calls[0].headers[SIGNATURE] == f"sha256={expected}"


@pytest.mark.parametrize("status", [302, 404, 500])
def test_other_answers_are_no_delivery_and_no_redirect_is_followed(status):
    transport, calls = answering(status)

    with pytest.raises(NotDelivered, match=f"HTTP {status}"):
        post_webhook({}, url=URL, transport=transport)
    assert len(calls) == 1


def test_silence_is_told_without_the_address():
    def handler(request):
        raise httpx2.ReadTimeout("no answer from https://chat.example.test/hook/?key=SECRET")

    with pytest.raises(NotDelivered) as caught:
        post_webhook({}, url=URL, transport=httpx2.MockTransport(handler))

    assert str(caught.value) == "ReadTimeout"
