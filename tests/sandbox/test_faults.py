from __future__ import annotations

import pytest

TEXT = "停水通知 https://example.gov.cn/1"


@pytest.fixture
def order(sandbox):
    def put(endpoint, kind, value=None, times=1):
        body = {"endpoint": endpoint, "kind": kind, "value": value, "times": times}
        return sandbox.post("/sandbox/faults", json=body)

    return put


def test_ordered_error_code_strikes_as_often_as_ordered(wechat, order):
    article = wechat.article()
    order("/cgi-bin/draft/add", "error_code", -1, times=2)

    codes = [wechat.post("draft/add", {"articles": [article]}).get("errcode", 0) for _ in range(3)]

    assert codes == [-1, -1, 0]
    assert wechat.get("draft/count")["total_count"] == 1


def test_accepted_publication_can_lose_its_answer(wechat, sandbox, order, advance, record):
    media_id = wechat.draft()
    order("/cgi-bin/freepublish/submit", "http_500_after_accept")
    query = {"access_token": wechat.token}

    answer = sandbox.post("/cgi-bin/freepublish/submit", params=query, json={"media_id": media_id})

    assert answer.status_code == 500
    assert answer.headers["content-type"].startswith("text/html")
    advance(1)
    assert len(record()["wechat"]["articles"]) == 1


def test_accepted_post_can_time_out(weibo, order, naps, record):
    order("/2/statuses/share.json", "timeout_after_accept")

    weibo.share(TEXT)

    assert naps.seconds == [60.0]
    assert len(record()["weibo"]["posts"]) == 1


def test_latency_comes_before_the_work(wechat, order, naps):
    order("*", "latency", 2.5)

    wechat.get("draft/count")

    assert naps.seconds == [2.5]


def test_fault_of_another_endpoint_does_not_strike(weibo, order, sandbox):
    order("/2/statuses/destroy.json", "error_code", 10001)

    assert weibo.share(TEXT).status_code == 200
    assert [fault["remaining"] for fault in sandbox.get("/sandbox/faults").json()] == [1]
    assert sandbox.delete("/sandbox/faults").json() == {"cleared": 1}
    assert sandbox.get("/sandbox/faults").json() == []


def test_system_error_of_weibo_has_status_503(weibo, order):
    order("/2/statuses/share.json", "error_code", 10001)

    assert weibo.share(TEXT).status_code == 503


@pytest.mark.parametrize(("kind", "value"), [("earthquake", 1), ("error_code", None), ("latency", "long")])
def test_impossible_order_is_refused(order, kind, value):
    assert order("*", kind, value).status_code == 400
