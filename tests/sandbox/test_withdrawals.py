"""What the platforms allow to be taken back, and how the record tells it."""

from __future__ import annotations

import sqlite3

import pytest

from tests.sandbox.driving import UID
from zhenglian_sandbox.store import Store

TEXT = "停水通知 https://example.gov.cn/1"


def published(wechat, advance) -> str:
    publish_id = wechat.publish()
    advance(1)
    return wechat.post("freepublish/get", {"publish_id": publish_id})["article_id"]


def test_deleted_publication_stays_in_the_record_with_its_time(wechat, advance, record):
    article_id = published(wechat, advance)
    advance(9)

    assert wechat.post("freepublish/delete", {"article_id": article_id, "index": 1})["errcode"] == 0

    [article] = record()["wechat"]["articles"]
    assert (article["state"], article["deleted_at"]) == ("deleted", "2026-01-15T09:30:10+08:00")


def test_second_deletion_does_not_move_the_time(wechat, advance, record):
    article_id = published(wechat, advance)
    wechat.post("freepublish/delete", {"article_id": article_id})
    advance(60)

    assert wechat.post("freepublish/delete", {"article_id": article_id})["errcode"] == 0

    assert record()["wechat"]["articles"][0]["deleted_at"] == "2026-01-15T09:30:01+08:00"


def test_index_of_a_deletion_counts_from_one(wechat, advance):
    article_id = published(wechat, advance)

    assert wechat.post("freepublish/delete", {"article_id": article_id, "index": 2})["errcode"] == 40114


def test_eleventh_deletion_of_a_day_is_refused(wechat):
    answers = [wechat.post("freepublish/delete", {"article_id": "x"})["errcode"] for _ in range(11)]

    assert answers == [53600] * 10 + [45009]


def test_mass_message_is_deleted_only_when_it_is_out(wechat, advance, record):
    body = {"filter": {"is_to_all": True}, "msgtype": "mpnews", "mpnews": {"media_id": wechat.draft()}}
    msg_id = wechat.post("message/mass/sendall", body)["msg_id"]

    assert wechat.post("message/mass/delete", {"msg_id": msg_id})["errcode"] == 40065
    advance(1)
    assert wechat.post("message/mass/delete", {"msg_id": msg_id})["errcode"] == 0

    [article] = record()["wechat"]["articles"]
    assert (article["state"], article["deleted_at"]) == ("deleted", "2026-01-15T09:30:01+08:00")


def test_live_article_has_no_time_of_deletion(wechat, advance, record):
    published(wechat, advance)

    assert record()["wechat"]["articles"][0]["deleted_at"] is None


def test_destroyed_post_stays_in_the_record_with_its_time(weibo, advance, record):
    idstr = weibo.share(TEXT).json()["idstr"]
    advance(30)

    weibo.post("statuses/destroy", id=idstr)

    [post] = record()["weibo"]["posts"]
    assert (post["deleted"], post["deleted_at"]) == (True, "2026-01-15T09:30:30+08:00")


def test_application_of_the_ordinary_level_may_not_destroy(weibo, sandbox, record):
    sandbox.post("/sandbox/accounts", json={"app_key": "1234567", "uid": UID, "app_level": "ordinary"})
    idstr = weibo.share(TEXT).json()["idstr"]

    assert weibo.post("statuses/destroy", id=idstr).json()["error_code"] == 10014

    assert record()["weibo"]["posts"][0]["deleted"] is False


def test_unknown_level_is_refused(sandbox):
    given = {"app_key": "1234567", "uid": UID, "app_level": "royal"}

    assert sandbox.post("/sandbox/accounts", json=given).status_code == 400


@pytest.mark.parametrize("call", ["/cgi-bin/freepublish/submit", "freepublish/submit"])
def test_quota_counts_submissions_whose_answer_was_lost(wechat, sandbox, call):
    order = {"endpoint": "/cgi-bin/freepublish/submit", "kind": "http_500_after_accept"}
    sandbox.post("/sandbox/faults", json=order)
    media_id = wechat.draft()

    sandbox.post(
        "/cgi-bin/freepublish/submit", params={"access_token": wechat.token}, json={"media_id": media_id}
    )

    assert wechat.post("openapi/quota/get", {"cgi_path": call})["quota"]["used"] == 1


def test_folder_of_an_older_sandbox_gets_its_new_columns(tmp_path):
    Store(tmp_path).close()
    older = sqlite3.connect(tmp_path / "sandbox.sqlite3")
    older.execute("ALTER TABLE weibo_accounts DROP COLUMN app_level")
    older.close()

    store = Store(tmp_path)

    assert "app_level" in {row["name"] for row in store.all("PRAGMA table_info(weibo_accounts)")}
    store.close()
