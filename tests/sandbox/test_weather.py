"""Faults by chance: the same seed brings the same weather, and all of it is counted."""

from __future__ import annotations

import pytest

TEXT = "停水通知第{}号 https://example.gov.cn/{}"


@pytest.fixture
def weather(sandbox):
    return lambda **given: sandbox.post("/sandbox/weather", json=given)


def statuses_of(weibo, calls=40):
    return [weibo.get("account/get_uid").status_code for _ in range(calls)]


def test_same_seed_brings_the_same_weather(weibo, weather, sandbox):
    weather(seed=5, rates={"http_502": 0.3})
    first = statuses_of(weibo)
    sandbox.app.state.world.store.run("DELETE FROM weather_draws")

    second = statuses_of(weibo)

    assert first == second
    assert {200, 502} == set(first)


def test_another_seed_brings_other_weather(weibo, weather, sandbox):
    weather(seed=5, rates={"http_502": 0.3})
    first = statuses_of(weibo)
    sandbox.app.state.world.store.run("DELETE FROM weather_draws")
    weather(seed=6, rates={"http_502": 0.3})

    assert statuses_of(weibo) != first


def test_what_strikes_is_counted(weibo, weather, sandbox):
    weather(seed=5, rates={"http_502": 0.3, "http_500_before_accept": 0.2})

    statuses = statuses_of(weibo)

    counts = sandbox.get("/sandbox/weather").json()["counts"]
    assert counts == {"http_502": statuses.count(502), "http_500_before_accept": statuses.count(500)}


def test_rates_are_met_on_the_whole(weibo, weather):
    weather(seed=1, rates={"http_502": 0.25})

    share = statuses_of(weibo, 90).count(502) / 90

    assert 0.12 < share < 0.4


def test_order_comes_before_the_weather(weibo, weather, sandbox):
    weather(seed=1, rates={"http_502": 1.0})
    sandbox.post("/sandbox/faults", json={"endpoint": "*", "kind": "error_code", "value": 10001})

    assert statuses_of(weibo, 2) == [503, 502]


def test_publications_take_a_span_of_seconds(wechat, weather, advance):
    weather(seed=1, publish_seconds=[100, 200])
    publish_id = wechat.publish()

    advance(99)
    early = wechat.post("freepublish/get", {"publish_id": publish_id})["publish_status"]
    advance(101)

    assert early == 1
    assert wechat.post("freepublish/get", {"publish_id": publish_id})["publish_status"] == 0


def test_latency_is_drawn_within_its_span(weibo, weather, naps):
    weather(seed=1, rates={"latency": 1.0}, latency_seconds=[2, 4])

    statuses_of(weibo, 5)

    assert len(naps.seconds) == 5
    assert all(2 <= seconds <= 4 for seconds in naps.seconds)
    assert len(set(naps.seconds)) == 5


def test_fine_weather_ends_it(weibo, weather):
    weather(seed=1, rates={"http_502": 1.0})

    weather()

    assert statuses_of(weibo, 3) == [200, 200, 200]


@pytest.mark.parametrize(
    "given",
    [
        {"rates": {"earthquake": 0.1}},
        {"rates": {"error_code": 0.1}},
        {"rates": {"latency": 1.5}},
        {"rates": {"latency": 0.6, "http_502": 0.6}},
        {"rates": {"latency": -0.1}},
        {"publish_seconds": [5, 1]},
        {"seed": "rain"},
    ],
)
def test_impossible_weather_is_refused(weather, given):
    assert weather(**given).status_code == 400
