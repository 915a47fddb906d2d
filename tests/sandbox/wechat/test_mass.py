from __future__ import annotations

import pytest

from tests.sandbox.driving import APPID, WechatDriver

DAY = 24 * 3600


def send(wechat, client_id="a" * 32, **changes):
    draft = {"media_id": changes.pop("media_id", None) or wechat.draft(**changes)}
    body = {"filter": {"is_to_all": True}, "msgtype": "mpnews", "mpnews": draft, "clientmsgid": client_id}
    return wechat.post("message/mass/sendall", body)


@pytest.fixture
def service(sandbox):
    sandbox.post("/sandbox/accounts", json={"appid": APPID, "kind": "SVC"})
    return WechatDriver(sandbox)


def test_mass_send_reaches_the_followers_and_consumes_the_draft(wechat, advance, record, sandbox):
    answer = send(wechat)
    assert (answer["errcode"], answer["msg_id"] > 0, answer["msg_data_id"] > 0) == (0, True, True)
    assert wechat.post("message/mass/get", {"msg_id": answer["msg_id"]})["msg_status"] == "SENDING"

    advance(1)

    assert wechat.post("message/mass/get", {"msg_id": answer["msg_id"]})["msg_status"] == "SEND_SUCCESS"
    article = record()["wechat"]["articles"][0]
    assert (article["how"], article["msg_id"], article["client_id"]) == ("mass", answer["msg_id"], "a" * 32)
    assert wechat.get("draft/count")["total_count"] == 0
    assert "群发" in sandbox.get("/").text


def test_same_client_id_is_refused_fast_then_known_then_free(wechat, sandbox, advance):
    first = send(wechat)
    assert send(wechat)["errcode"] == 45066
    advance(60)

    known = send(wechat)

    assert (known["errcode"], known["msg_id"], "msg_data_id" in known) == (45065, first["msg_id"], False)
    advance(DAY)
    assert send(WechatDriver(sandbox))["errcode"] == 0


def test_client_id_of_thirty_three_bytes_is_refused(wechat):
    assert send(wechat, "a" * 33)["errcode"] == 45067


def test_identical_message_without_a_client_id_is_known_too(service, advance):
    body = {"filter": {"is_to_all": True}, "msgtype": "text", "text": {"content": "停水通知"}}
    service.post("message/mass/sendall", body)
    advance(61)

    assert service.post("message/mass/sendall", body)["errcode"] == 45065


def test_subscription_account_sends_once_a_day(wechat, sandbox, advance):
    assert send(wechat)["errcode"] == 0
    assert send(wechat, "b" * 32)["errcode"] == 45028

    advance(14.5 * 3600)

    assert send(WechatDriver(sandbox), "c" * 32)["errcode"] == 0


def test_failed_send_does_not_use_up_the_day(wechat, advance, record):
    refused = send(wechat, title="防汛提示 沙箱群发20001")
    advance(1)

    assert wechat.post("message/mass/get", {"msg_id": refused["msg_id"]})["msg_status"] == "SEND_FAIL"
    assert record()["wechat"]["jobs"][0]["outcome"] == "err(20001)"
    assert send(wechat, "b" * 32)["errcode"] == 0


def test_fifth_send_of_a_service_account_in_a_month_reaches_nobody(service, record):
    for letter in "abcde":
        assert send(service, letter * 32)["errcode"] == 0

    assert [job["audience"] for job in record()["wechat"]["jobs"]] == [3, 3, 3, 3, 0]


def test_send_to_a_list_is_for_service_accounts_and_at_least_two(wechat, service):
    body = {"touser": ["o1"], "msgtype": "text", "text": {"content": "甲"}}

    assert service.post("message/mass/send", body)["errcode"] == 40130
    assert service.post("message/mass/send", body | {"touser": ["o1", "o2"]})["errcode"] == 0


def test_subscription_account_may_not_send_to_a_list(wechat):
    body = {"touser": ["o1", "o2"], "msgtype": "text", "text": {"content": "甲"}}

    assert wechat.post("message/mass/send", body)["errcode"] == 48001


def test_deleted_mass_message_opens_as_deleted(wechat, sandbox, advance, record):
    answer = send(wechat)
    advance(1)
    url = record()["wechat"]["articles"][0]["article_url"]

    assert (
        wechat.post("message/mass/delete", {"msg_id": answer["msg_id"], "article_idx": 2})["errcode"] == 40060
    )
    assert wechat.post("message/mass/delete", {"url": url, "article_idx": 1})["errcode"] == 0

    assert sandbox.get(url).status_code == 404
    assert wechat.post("message/mass/get", {"msg_id": answer["msg_id"]})["msg_status"] == "DELETE"


def test_preview_goes_to_one_person_and_keeps_the_draft(wechat, record):
    media_id = wechat.draft()
    body = {"towxname": "chief-editor", "msgtype": "mpnews", "mpnews": {"media_id": media_id}}

    assert wechat.post("message/mass/preview", body)["errcode"] == 0
    assert wechat.post("message/mass/preview", body | {"towxname": ""})["errcode"] == 40132
    assert wechat.get("draft/count")["total_count"] == 1
    assert [message["how"] for message in record()["wechat"]["messages"]] == ["preview"]


def test_wrong_requests_have_their_codes(wechat):
    assert wechat.post("message/mass/sendall", {"msgtype": "text"})["errcode"] == 40035
    assert wechat.post("message/mass/sendall", {"filter": {}, "msgtype": "poem"})["errcode"] == 40008
    assert wechat.post("message/mass/get", {"msg_id": 1})["errcode"] == 40059
    assert send(wechat, media_id="nothing")["errcode"] == 40007


def test_speed_can_be_set_within_its_range(wechat):
    assert wechat.post("message/mass/speed/set", {"speed": 4})["errcode"] == 0
    assert wechat.post("message/mass/speed/get")["realspeed"] == 10
    assert wechat.post("message/mass/speed/set", {"speed": 5})["errcode"] == 45083
