import re
from datetime import timedelta

import pytest

from tests.alarms.watching import Item
from tests.rules.files import ROOT
from zhenglian.alarms.errors import WatchUnclear
from zhenglian.alarms.watches import WATCHES, label_of, watch, with_bounds

PAGE = ROOT / "docs" / "operate" / "alarms.md"


def test_operators_bound_takes_the_place_of_the_ordinary_one():
    given = {each.name: each for each in (Item().watch("tests.a"), Item().watch("tests.b"))}

    found = with_bounds(given, {"tests.b": 20})

    assert [each.bound for each in found] == [timedelta(minutes=15), timedelta(minutes=20)]


def test_name_of_a_watch_that_is_gone_stands_for_itself():
    assert label_of("tests.gone") == "tests.gone"


def test_name_that_is_taken_is_refused():
    name = next(iter(WATCHES))

    with pytest.raises(WatchUnclear, match=name):
        watch(name, label="x", bound=timedelta(0), probe=Item())


def test_what_stands_still_is_watched():
    assert {
        "accounts.authorisation", "alarms.notices", "channels.callbacks", "channels.person", "channels.quota",
        "channels.unconfirmed", "channels.unknown", "channels.unsent", "jobs.queue",
    } <= set(WATCHES)  # fmt: skip


def test_operators_page_names_every_watch_with_its_bound():
    rows = dict(re.findall(r"^\| `([a-z_.]+)` \| (\d+) \|", PAGE.read_text(), re.MULTILINE))

    assert rows == {each.name: str(int(each.bound.total_seconds() // 60)) for each in WATCHES.values()}
