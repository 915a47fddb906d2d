from __future__ import annotations

import pytest

from tests.sandbox.driving import APPID, WechatDriver


def test_unverified_account_keeps_materials_and_loses_the_rest(sandbox):
    sandbox.post("/sandbox/accounts", json={"appid": APPID, "verified": False})
    driver = WechatDriver(sandbox)

    assert "media_id" in driver.upload("material/add_material", type="image")
    assert "url" in driver.upload("media/uploadimg")
    codes = [
        driver.post("draft/add", {"articles": []})["errcode"],
        driver.post("freepublish/submit", {"media_id": "x"})["errcode"],
        driver.post("message/mass/sendall", {})["errcode"],
        driver.post("message/custom/send", {})["errcode"],
        driver.get("menu/get")["errcode"],
        driver.get("user/get")["errcode"],
    ]
    assert codes == [48001] * 6


@pytest.mark.parametrize(("raw", "code"), [(b"", 44002), (b"{", 47001), (b"[]", 47001), (b"\xff", 47001)])
def test_broken_bodies_have_their_codes(wechat, sandbox, raw, code):
    answer = sandbox.post("/cgi-bin/draft/add", params={"access_token": wechat.token}, content=raw)

    assert answer.json()["errcode"] == code


def test_writing_by_get_is_43002(wechat):
    assert wechat.get("draft/add")["errcode"] == 43002


def test_field_that_is_no_number_is_47001(wechat):
    assert wechat.post("draft/batchget", {"offset": "x", "count": 1})["errcode"] == 47001


def test_unknown_path_is_a_plain_404(sandbox):
    assert sandbox.get("/cgi-bin/nothing/here").status_code == 404


def test_refused_call_leaves_nothing_behind(wechat):
    wechat.post("draft/add", {"articles": [wechat.article(), wechat.article(title="水" * 33)]})

    assert wechat.get("draft/count")["total_count"] == 0
