from __future__ import annotations


def test_hundred_and_first_call_of_the_day_is_10023(weibo, hand_clock):
    codes = [weibo.get("account/get_uid").status_code for _ in range(101)]

    assert codes == [200] * 100 + [403]
    assert weibo.get("account/get_uid").json()["error_code"] == 10023
    hand_clock.forward(hours=14.5)
    assert weibo.get("account/get_uid").status_code == 200


def test_rate_status_tells_what_is_left_and_does_not_count(weibo):
    weibo.get("account/get_uid")

    weibo.get("account/rate_limit_status")
    status = weibo.get("account/rate_limit_status").json()

    assert (status["user_limit"], status["remaining_user_hits"]) == (100, 99)
    assert status["reset_time"] == "2026-01-16 00:00:00"
    assert status["reset_time_in_seconds"] == 14.5 * 3600
