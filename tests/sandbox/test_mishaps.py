"""How faults look at the door: what was done, and what of the answer arrives."""

from __future__ import annotations

import httpx2
import pytest

from tests.sandbox.driving import WECHAT, WEIBO, WechatDriver
from tests.sandbox.running import running_sandbox

TEXT = "停水通知 https://example.gov.cn/1"
SHARE = "/2/statuses/share.json"
SUBMIT = "/cgi-bin/freepublish/submit"


@pytest.fixture
def order(sandbox):
    def put(endpoint, kind, value=None, times=1):
        body = {"endpoint": endpoint, "kind": kind, "value": value, "times": times}
        assert sandbox.post("/sandbox/faults", json=body).status_code == 200

    return put


@pytest.fixture
def posts(record):
    return lambda: len(record()["weibo"]["posts"])


@pytest.mark.parametrize(("kind", "status"), [("http_500_before_accept", 500), ("http_502", 502)])
def test_page_of_a_gateway_comes_instead_of_the_work(weibo, order, posts, kind, status):
    order(SHARE, kind)

    answer = weibo.share(TEXT)

    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (status, "text/html")
    assert posts() == 0


def test_empty_body_comes_after_the_work(weibo, order, posts):
    order(SHARE, "empty_body")

    answer = weibo.share(TEXT)

    assert (answer.status_code, answer.content) == (200, b"")
    assert posts() == 1


def test_dripping_answer_is_the_right_one(weibo, order, naps, posts):
    order(SHARE, "slow_drip", 40)

    answer = weibo.share(TEXT)

    assert answer.json()["text"].startswith("停水通知")
    assert 15 <= len(naps.seconds) <= 20
    assert naps.seconds[0] == 2.0
    assert posts() == 1


def test_expired_token_is_refused_until_a_new_one_is_fetched(wechat, sandbox, order):
    order("*", "expired_token")

    codes = [wechat.get("draft/count").get("errcode", 0) for _ in range(2)]

    assert codes == [42001, 42001]
    assert "total_count" in WechatDriver(sandbox).get("draft/count")


def test_expired_token_of_weibo_stays_expired(weibo, order):
    order(SHARE, "expired_token")

    assert [weibo.share(TEXT).json()["error_code"] for _ in range(2)] == [21327, 21327]


def test_used_up_quota_lasts_until_midnight(wechat, order, advance):
    media_id = wechat.draft()
    order(SUBMIT, "quota_used_up")

    codes = [wechat.post("freepublish/submit", {"media_id": media_id})["errcode"] for _ in range(2)]
    quota = wechat.post("openapi/quota/get", {"cgi_path": SUBMIT})["quota"]
    advance(15 * 3600)

    assert codes == [45009, 45009]
    assert quota == {"daily_limit": 100, "used": 100, "remain": 0}
    again = WechatDriver(wechat.http)
    assert again.post("freepublish/submit", {"media_id": media_id})["errcode"] == 0


def test_used_up_mass_sends_have_their_own_code(wechat, order):
    order("/cgi-bin/message/mass/sendall", "quota_used_up")
    body = {"filter": {"is_to_all": True}, "msgtype": "mpnews", "mpnews": {"media_id": wechat.draft()}}

    assert wechat.post("message/mass/sendall", body)["errcode"] == 45028


def test_used_up_posts_of_weibo_have_their_own_code(weibo, order, posts):
    order(SHARE, "quota_used_up")

    assert weibo.share(TEXT).json()["error_code"] == 20016
    assert posts() == 0


def test_refused_publication_ends_with_status_4(wechat, order, advance, record):
    order(SUBMIT, "content_refused")
    publish_id = wechat.publish()

    advance(1)

    assert wechat.post("freepublish/get", {"publish_id": publish_id})["publish_status"] == 4
    assert record()["wechat"]["articles"] == []
    assert "PUBLISHJOBFINISH" in record()["wechat"]["pushes"][0]["body"]


def test_refused_mass_send_ends_with_20001(wechat, order, advance, record):
    order("/cgi-bin/message/mass/sendall", "content_refused")
    body = {"filter": {"is_to_all": True}, "msgtype": "mpnews", "mpnews": {"media_id": wechat.draft()}}
    wechat.post("message/mass/sendall", body)

    advance(1)

    assert [job["outcome"] for job in record()["wechat"]["jobs"]] == ["err(20001)"]


def test_refused_post_is_not_there(weibo, order, posts):
    order(SHARE, "content_refused")

    assert weibo.share(TEXT).json()["error_code"] == 20021
    assert posts() == 0


def test_slowly_published_post_is_shown_later(weibo, order, advance):
    order(SHARE, "published_slowly")

    assert weibo.share(TEXT).json()["error_code"] == 20032

    assert weibo.get("statuses/user_timeline").json()["statuses"] == []
    advance(90)
    assert len(weibo.get("statuses/user_timeline").json()["statuses"]) == 1


def test_slow_job_takes_its_time(wechat, order, advance):
    order(SUBMIT, "slow_publish", 600)
    publish_id = wechat.publish()

    advance(599)
    before = wechat.post("freepublish/get", {"publish_id": publish_id})["publish_status"]
    advance(1)

    assert before == 1
    assert wechat.post("freepublish/get", {"publish_id": publish_id})["publish_status"] == 0


def test_lost_push_is_in_the_record_only(wechat, order, advance, mailbox, record):
    order("callback", "lost_callback")
    wechat.publish()

    advance(60)

    assert mailbox.received == []
    assert [push["state"] for push in record()["wechat"]["pushes"]] == ["lost"]


def test_doubled_push_is_the_same_message_twice(wechat, order, advance, mailbox, record):
    order("callback", "doubled_callback")
    wechat.publish()

    advance(1)

    pushes = record()["wechat"]["pushes"]
    assert len(mailbox.received) == len(pushes) == 2
    assert pushes[0]["body"] == pushes[1]["body"]


def test_foreign_push_comes_besides_and_is_sealed_for_somebody_else(wechat, order, advance, record):
    order("callback", "foreign_callback")
    wechat.publish()

    advance(1)

    assert [push["sealed_for"] for push in record()["wechat"]["pushes"]] == ["", "wx00000000foreign0"]


@pytest.mark.parametrize(("kind", "posts"), [("cut_before_accept", 0), ("cut_after_accept", 1)])
def test_cut_connection_is_no_answer(tmp_path, kind, posts):
    with running_sandbox(tmp_path) as (base, _), httpx2.Client(base_url=base, trust_env=False) as http:
        http.post("/sandbox/accounts", json={"wechat": [WECHAT], "weibo": [WEIBO]})
        http.post("/sandbox/faults", json={"endpoint": SHARE, "kind": kind})
        fields = {"access_token": WEIBO["access_token"], "status": TEXT}

        with pytest.raises(httpx2.RemoteProtocolError):
            http.post(SHARE, data=fields)

        assert len(http.get("/sandbox/record").json()["weibo"]["posts"]) == posts


def test_record_can_be_asked_for_one_account(sandbox, weibo, wechat, advance):
    weibo.share(TEXT)
    wechat.publish()
    advance(1)

    of_weibo, of_wechat, of_nobody = (
        sandbox.get("/sandbox/record", params={"account": account}).json()
        for account in (WEIBO["uid"], WECHAT["appid"], "nobody")
    )

    assert [len(one["weibo"]["posts"]) for one in (of_weibo, of_wechat, of_nobody)] == [1, 0, 0]
    assert [len(one["wechat"]["jobs"]) for one in (of_weibo, of_wechat, of_nobody)] == [0, 1, 0]
    assert [len(one["wechat"]["articles"]) for one in (of_weibo, of_wechat, of_nobody)] == [0, 1, 0]
