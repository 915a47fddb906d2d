"""robots.txt by RFC 9309: groups, longest match, wildcards."""

from __future__ import annotations

import pytest

from zhenglian.fetching.robots import parse_robots

AGENT = "ZhenglianReader"


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nDisallow: /a/b\nAllow: /a", "/a/b/c", False),
        ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*.xml$", "/feed.xml", False),
        ("User-agent: *\nDisallow: /*.xml$", "/feed.xml?x=1", True),
        ("User-agent: *\nDisallow: /a*z", "/abcz/1", False),
        ("User-agent: *\nDisallow: /%E6%96%B0", "/新".encode().decode("latin-1"), True),
        ("User-agent: *\nDisallow: /%E6%96%B0", "/%e6%96%b0/1", False),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: ZhenglianReader\nDisallow: /x\n\nUser-agent: *\nDisallow: /", "/a", True),
        ("User-agent: a\nUser-agent: zhenglianreader\nDisallow: /x", "/x", False),
        ("User-agent: zhenglianreader\nAllow: /\n\nUser-agent: zhenglianreader\nDisallow: /x", "/x", False),
        ("\ufeffUser-agent: * # all\r\nDisallow: /x # that", "/x", False),
        ("User-agent: *\nDisallow: x", "/x", True),
    ],
)
def test_rules_decide_by_the_longest_match(text, path, allowed):
    assert parse_robots(text.encode(), AGENT).allow(path) is allowed


def test_huge_file_and_pattern_full_of_stars_cost_nothing():
    text = "User-agent: *\n" + "Disallow: /" + "*a" * 5000 + "\n" + "Disallow: /b\n" * 100_000

    rules = parse_robots(text.encode(), AGENT)

    assert len(rules.rules) == 2000
    assert rules.allow("/" + "a" * 5000)
    assert not rules.allow("/b")


def test_longest_pattern_with_an_end_is_not_confused_by_an_earlier_match():
    assert not parse_robots(b"User-agent: *\nDisallow: /*b$", AGENT).allow("/abab")
