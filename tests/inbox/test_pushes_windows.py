"""What becomes of a window when a person does one thing after another."""

from datetime import UTC, datetime, timedelta

import pytest

from zhenglian.inbox.enums import WindowKind
from zhenglian.inbox.models import Conversation
from zhenglian.inbox.pushes.windows import refill, shut

NOW = datetime(2026, 1, 15, 1, 0, tzinfo=UTC)
HOURS, MINUTE = timedelta(hours=48), timedelta(minutes=1)
MESSAGE, CLICK, MENTION = WindowKind.MESSAGE, WindowKind.CLICK, WindowKind.MENTION


def conversation(source, kind="", until=None, left=None):
    return Conversation(source=source, window_kind=kind, window_until=until, window_left=left)


def window(row):
    return (row.window_kind, row.window_until, row.window_left)


@pytest.mark.parametrize(
    ("source", "before", "act", "after"),
    [
        ("wechat", ("", None, None), MESSAGE, (MESSAGE, NOW + HOURS, 5)),
        ("wechat", ("", None, None), CLICK, (CLICK, NOW + MINUTE, 3)),
        ("wechat", (MESSAGE, NOW + HOURS / 2, 1), MESSAGE, (MESSAGE, NOW + HOURS, 5)),
        ("wechat", (MESSAGE, NOW + HOURS / 2, 1), CLICK, (MESSAGE, NOW + HOURS / 2, 3)),
        ("wechat", (MESSAGE, NOW + HOURS / 2, 4), CLICK, (MESSAGE, NOW + HOURS / 2, 4)),
        ("wechat", (MESSAGE, NOW + HOURS / 2, 0), CLICK, (CLICK, NOW + MINUTE, 3)),
        ("wechat", (MESSAGE, NOW - MINUTE, 5), CLICK, (CLICK, NOW + MINUTE, 3)),
        ("weibo", ("", None, None), MESSAGE, (MESSAGE, NOW + HOURS, None)),
        ("weibo", ("", None, None), MENTION, (MENTION, NOW + HOURS, 1)),
        ("weibo", (MESSAGE, NOW + HOURS / 2, None), MENTION, (MESSAGE, NOW + HOURS / 2, None)),
        ("weibo", (MESSAGE, NOW - MINUTE, None), MENTION, (MENTION, NOW + HOURS, 1)),
        ("weibo", (MENTION, NOW + HOURS / 2, 1), MESSAGE, (MESSAGE, NOW + HOURS, None)),
    ],
)
def test_the_newest_act_refills_and_hides_nothing_better(source, before, act, after):
    row = conversation(source, *before)

    assert refill(row, act, NOW)

    assert window(row) == after


@pytest.mark.parametrize(
    ("source", "act"), [("wechat", ""), ("wechat", MENTION), ("web", MESSAGE), ("phone", CLICK)]
)
def test_what_opens_nothing_changes_nothing(source, act):
    row = conversation(source, MESSAGE, NOW + HOURS, 2)

    assert not refill(row, act, NOW)

    assert window(row) == (MESSAGE, NOW + HOURS, 2)


def test_unfollowing_shuts_what_is_open_and_nothing_else():
    open_row, never = conversation("wechat", MESSAGE, NOW + HOURS, 2), conversation("wechat")

    shut(open_row, NOW)
    shut(never, NOW)

    assert open_row.window_until == NOW
    assert never.window_until is None
