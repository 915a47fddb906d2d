from __future__ import annotations

from tests.sandbox.driving import APPID


def test_followers_are_listed_until_the_empty_page(wechat):
    page = wechat.get("user/get")
    rest = wechat.get("user/get", next_openid=page["next_openid"])

    assert (page["total"], page["count"], len(page["data"]["openid"])) == (3, 3, 3)
    assert rest == {"total": 3, "count": 0, "next_openid": ""}


def test_follower_has_no_name(wechat):
    openid = wechat.get("user/get")["data"]["openid"][0]

    follower = wechat.get("user/info", openid=openid)

    assert (follower["subscribe"], follower["nickname"], follower["headimgurl"]) == (1, "", "")


def test_someone_who_left_is_only_a_zero(wechat, sandbox):
    openid = wechat.get("user/get")["data"]["openid"][0]
    left = {"appid": APPID, "openid": openid, "act": "unsubscribe"}
    sandbox.post("/sandbox/wechat/followers", json=left)

    assert wechat.get("user/info", openid=openid) == {"subscribe": 0, "openid": openid}
    assert wechat.get("user/get")["total"] == 2
    assert wechat.get("user/info", openid="o-nobody")["errcode"] == 40003
