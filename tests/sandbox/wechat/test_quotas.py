from __future__ import annotations

from tests.sandbox.driving import APPID, WechatDriver

SUBMIT = {"cgi_path": "/cgi-bin/freepublish/get"}


def test_quota_counts_calls_and_refuses_beyond_the_limit(wechat):
    for _ in range(100):
        wechat.post("freepublish/get", {"publish_id": "1"})

    assert wechat.post("openapi/quota/get", SUBMIT)["quota"] == {"daily_limit": 100, "used": 100, "remain": 0}
    assert wechat.post("freepublish/get", {"publish_id": "1"})["errcode"] == 45009


def test_quota_starts_anew_at_midnight_in_beijing(wechat, sandbox, advance):
    wechat.post("freepublish/get", {"publish_id": "1"})
    advance(14.5 * 3600 - 1)
    assert WechatDriver(sandbox).post("openapi/quota/get", SUBMIT)["quota"]["used"] == 1

    advance(1)

    assert WechatDriver(sandbox).post("openapi/quota/get", SUBMIT)["quota"]["used"] == 0


def test_quota_can_be_cleared_ten_times_a_month(wechat):
    wechat.post("freepublish/get", {"publish_id": "1"})

    codes = [wechat.post("clear_quota", {"appid": APPID})["errcode"] for _ in range(11)]

    assert codes == [0] * 10 + [48006]
    assert wechat.post("openapi/quota/get", SUBMIT)["quota"]["used"] == 0
    assert wechat.post("clear_quota", {"appid": "wx-other"})["errcode"] == 40013


def test_unknown_path_has_no_quota(wechat):
    assert wechat.post("openapi/quota/get", {"cgi_path": "/cgi-bin/nothing"})["errcode"] == 76021
