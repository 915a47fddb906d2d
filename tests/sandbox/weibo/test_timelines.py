from __future__ import annotations

from tests.sandbox.driving import UID

LINK = "https://example.gov.cn/"


def ids(answer):
    return [status["idstr"] for status in answer.json()["statuses"]]


def share_many(weibo, number):
    return [weibo.share(f"第{order}条 {LINK}").json()["idstr"] for order in range(number)]


def test_timeline_shows_no_more_than_the_five_newest(weibo):
    shared = share_many(weibo, 7)

    answer = weibo.get("statuses/user_timeline", count="50", base_app="1")

    assert ids(answer) == shared[:1:-1]
    assert answer.json()["total_number"] == 7
    assert ids(weibo.get("statuses/user_timeline", count="2", page="2")) == [shared[4], shared[3]]


def test_since_is_exclusive_and_max_inclusive(weibo):
    first, second, third = share_many(weibo, 3)

    assert ids(weibo.get("statuses/user_timeline", since_id=first)) == [third, second]
    assert ids(weibo.get("statuses/user_timeline", max_id=second)) == [second, first]
    assert weibo.get("statuses/user_timeline/ids").json()["statuses"] == [third, second, first]


def test_trimmed_timeline_has_only_the_uid(weibo):
    share_many(weibo, 1)

    [status] = weibo.get("statuses/user_timeline", trim_user="1").json()["statuses"]

    assert "user" not in status
    assert status["uid"] == int(UID)


def test_timeline_of_somebody_else_is_refused(weibo):
    assert weibo.get("statuses/user_timeline", uid="1").json()["error_code"] == 21335
    assert weibo.get("statuses/user_timeline", uid=UID).status_code == 200


def test_wrong_number_is_10017(weibo):
    assert weibo.get("statuses/user_timeline", count="many").json()["error_code"] == 10017


def test_single_post_and_its_counters(weibo):
    [shared] = share_many(weibo, 1)

    assert weibo.get("statuses/show", id=shared).json()["idstr"] == shared
    assert weibo.get("statuses/show", id="1").json()["error_code"] == 20101
    counted = weibo.get("statuses/count", ids=f"{shared},1").json()
    assert counted == [{"id": shared, "comments": "0", "reposts": "0", "attitudes": "0"}]
    assert weibo.get("statuses/count", ids=",".join("1" * 101)).json()["error_code"] == 20009


def test_user_is_shown_by_exactly_one_name(weibo):
    share_many(weibo, 2)

    shown = weibo.get("users/show", screen_name="微言环保").json()

    assert (shown["idstr"], shown["statuses_count"]) == (UID, 2)
    assert shown["status"]["text"].startswith("第1条")
    assert weibo.get("users/show").json()["error_code"] == 10008
    assert weibo.get("users/show", uid=UID, screen_name="x").json()["error_code"] == 10008
    assert weibo.get("users/show", uid="1").json()["error_code"] == 20003


def test_uid_belongs_to_the_token(weibo):
    assert weibo.get("account/get_uid").json() == {"uid": int(UID)}
