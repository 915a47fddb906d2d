"""What a run consists of: kinds, texts, weather."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

import pytest

from tests.factories.channels import stored_picture
from zhenglian.channels.api import lint
from zhenglian.cli.chaos.plan import MIDNIGHT, START, Plan, kinds_of, weather
from zhenglian.cli.chaos.texts import HOST, website_text, wechat_text, weibo_text

PLAN = Plan(100, 7, 4, Path("/nowhere"), sandbox_port=1, receiver_port=2, since=0.0)


def test_every_kind_has_its_share_from_the_beginning():
    counts = Counter(kinds_of(20))

    assert counts == {"publish": 8, "weibo": 8, "mass": 4}
    assert Counter(kinds_of(1000)) == {kind: number * 50 for kind, number in counts.items()}


@pytest.mark.django_db
def test_texts_are_what_the_platforms_take():
    picture = stored_picture("navy", "PNG")

    for number in (0, 999, 9999):
        wechat = wechat_text(number, 1, cover=picture, inside=picture)
        assert [one.code for one in lint(wechat) if one.blocks] == []
        weibo = weibo_text(number, 1, picture=picture)
        assert [one.code for one in lint(weibo, domains=(HOST.split("//")[1],)) if one.blocks] == []
        assert [one.code for one in lint(website_text(number, 1)) if one.blocks] == []


def test_posts_of_an_account_are_never_alike():
    """From 90 % on the platform takes a post for a repetition of another."""
    texts = [weibo_text(number, 1, picture="").text for number in range(30)]

    assert max(SequenceMatcher(None, *pair, autojunk=False).ratio() for pair in combinations(texts, 2)) < 0.7


def test_same_seed_makes_the_same_texts():
    assert weibo_text(5, 1, picture="") == weibo_text(5, 1, picture="")
    assert weibo_text(5, 1, picture="") != weibo_text(5, 2, picture="")


def test_quotas_run_out_only_while_new_ones_are_near():
    assert timedelta(0) < MIDNIGHT - START <= timedelta(minutes=30)
    assert (MIDNIGHT.hour, MIDNIGHT.minute) == (0, 0)
    assert weather(PLAN, {}, is_early=True)["rates"]["quota_used_up"] > 0
    assert "quota_used_up" not in weather(PLAN, {}, is_early=False)["rates"]


def test_slow_jobs_come_first_and_end_soon():
    assert "slow_publish" in weather(PLAN, {}, is_early=False)["rates"]
    assert "slow_publish" not in weather(PLAN, {"slow_publish": 9}, is_early=True)["rates"]


def test_run_is_given_up_some_time():
    assert 600 < PLAN.most_seconds < 7200


def test_storm_of_the_blind_run_is_weather_that_can_be():
    rates = weather(replace(PLAN, storm=3), {}, is_early=True)["rates"]

    assert (
        rates["timeout_after_accept"] == 3 * weather(PLAN, {}, is_early=True)["rates"]["timeout_after_accept"]
    )
    assert sum(rates.values()) <= 1
