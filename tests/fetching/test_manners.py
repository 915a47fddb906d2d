"""One request at a time with a pause between; Retry-After; robots.txt kept for a day."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from zhenglian.fetching.errors import AskedToWait, NotReachable, RobotsRefused, TooSlow
from zhenglian.fetching.manners import Manners, pause_end

SITE = "http://news.example.gov.cn"


class Watch:
    """A monotonic clock that only sleeping moves."""

    def __init__(self):
        self.now, self.slept = 100.0, []

    def sleep(self, seconds):
        self.slept.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def manners(clock, watch):
    return Manners(clock, gap=1.0, monotonic=lambda: watch.now, sleep=watch.sleep)


def test_second_request_of_a_host_waits_and_another_host_does_not(manners, watch):
    for host in ("a", "b", "a"):
        with manners.turn(host, seconds=5):
            watch.now += 0.25

    assert watch.slept == [0.75]  # 1 s after the end of the first


def test_host_has_one_visitor_at_a_time(manners):
    refused = []

    def second():
        try:
            with manners.turn("a", seconds=0.01):
                pass
        except TooSlow as reason:
            refused.append(reason)

    with manners.turn("a", seconds=5):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()

    assert len(refused) == 1


def test_host_that_asked_for_a_pause_is_left_alone_until_then(manners, clock):
    manners.note_pause("a", 429, "120")

    with pytest.raises(AskedToWait) as refusal, manners.turn("a", seconds=5):
        pass
    clock.advance(timedelta(seconds=121))
    with manners.turn("a", seconds=5):
        pass

    assert refusal.value.seconds == 120


def test_retry_after_of_a_good_answer_means_nothing(manners):
    manners.note_pause("a", 200, "120")

    with manners.turn("a", seconds=5):
        pass


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("60", 60),
        ("Thu, 15 Jan 2026 01:01:00 GMT", 60),
        ("9" * 30, 86400),
        ("Thu, 15 Jan 2036 01:01:00 GMT", 86400),
    ],
)
def test_pause_is_read_as_seconds_or_date_and_lasts_a_day_at_most(value, seconds):
    now = datetime(2026, 1, 15, 1, 0, tzinfo=UTC)

    assert pause_end(value, now) == now + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "value", ["", "soon", "-5", "Thu, 15 Jan 2020 01:01:00 GMT", "Thu, 99 Jan 2026 01:01:00 GMT"]
)
def test_unreadable_pause_is_none(value):
    assert pause_end(value, datetime(2026, 1, 15, 1, 0, tzinfo=UTC)) is None


def test_memory_of_hosts_is_bounded(manners):
    for number in range(4500):
        with manners.turn(f"host{number}", seconds=5):
            pass

    assert len(manners._turns) <= 2000


@pytest.mark.parametrize(
    ("status", "allowed"), [("404 No", True), ("403 No", True), ("500 Broken", False), ("503 No", False)]
)
def test_missing_rules_allow_and_a_broken_server_forbids(status, allowed, server, fetcher):
    server.page("/robots.txt", status=status)
    server.page("/a", b"x")

    if allowed:
        assert fetcher.get(f"{SITE}/a", heeds_robots=True).status == 200
    else:
        with pytest.raises(RobotsRefused):
            fetcher.get(f"{SITE}/a", heeds_robots=True)


def test_rules_are_fetched_once_a_day(server, fetcher, clock):
    server.page("/robots.txt", b"User-agent: ZhenglianReader\nDisallow: /b")
    server.page("/a", b"x")
    fetcher.get(f"{SITE}/a", heeds_robots=True)
    fetcher.get(f"{SITE}/a", heeds_robots=True)
    clock.advance(timedelta(hours=25))
    fetcher.get(f"{SITE}/a", heeds_robots=True)

    assert server.paths() == ["/robots.txt", "/a", "/a", "/robots.txt", "/a"]


def test_rules_of_the_target_of_a_redirect_count(server, fetcher):
    server.page("/robots.txt", b"User-agent: *\nDisallow: /b")
    server.redirect("/a", "/b")

    with pytest.raises(RobotsRefused):
        fetcher.get(f"{SITE}/a", heeds_robots=True)

    assert "/b" not in server.paths()


def test_server_that_hangs_on_its_rules_is_not_read(server, fetcher):
    server.raw("/robots.txt", b"")
    server.page("/a", b"x")

    with pytest.raises(NotReachable):
        fetcher.get(f"{SITE}/a", heeds_robots=True)

    assert "/a" not in server.paths()
