"""The platform's windows, as we count them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.inbox import ConversationFactory
from tests.inbox.replying import off_platform, weibo_conversation
from zhenglian.inbox.actions.windows import close_window, give_back, open_window, take_one, use_up
from zhenglian.inbox.enums import Source, WindowKind
from zhenglian.inbox.selectors.windows import window_of
from zhenglian.inbox.window_table import opening

pytestmark = pytest.mark.django_db
HOURS = timedelta(hours=48)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("source", "kind", "lasts", "messages"),
    [
        (Source.WECHAT, WindowKind.MESSAGE, HOURS, 5),
        (Source.WECHAT, WindowKind.CLICK, MINUTE, 3),
        (Source.WECHAT, WindowKind.SUBSCRIBE, MINUTE, 3),
        (Source.WECHAT, WindowKind.SCAN, MINUTE, 3),
        (Source.WEIBO, WindowKind.MESSAGE, HOURS, None),
        (Source.WEIBO, WindowKind.CLICK, HOURS, None),
        (Source.WEIBO, WindowKind.SUBSCRIBE, HOURS, None),
        (Source.WEIBO, WindowKind.SCAN, HOURS, None),
        (Source.WEIBO, WindowKind.MENTION, HOURS, 1),
    ],
)
def test_each_act_opens_its_window(source, kind, lasts, messages):
    found = opening(source, kind)

    assert (found.lasts, found.messages) == (lasts, messages)


def test_ways_without_windows_have_none(clock):
    assert opening(Source.WEB, WindowKind.MESSAGE) is None
    assert opening(Source.WECHAT, WindowKind.MENTION) is None
    window = window_of(off_platform(Source.PHONE), clock.now())
    assert (window.is_needed, window.is_open, window.takes(9)) == (False, True, True)


def test_message_opens_a_window_that_ends(clock):
    conversation = ConversationFactory(window_kind="", window_until=None, window_left=None)
    closed = window_of(conversation, clock.now())

    open_window(conversation, WindowKind.MESSAGE, clock.now())

    window = window_of(conversation, clock.now())
    assert (closed.is_open, window.is_open, window.left, window.until) == (
        False,
        True,
        5,
        clock.now() + HOURS,
    )
    assert not window_of(conversation, clock.now() + HOURS).is_open


def test_click_refills_and_does_not_shorten(clock):
    conversation = ConversationFactory(window_left=1)
    until = conversation.window_until

    open_window(conversation, WindowKind.CLICK, clock.now())

    assert (conversation.window_left, conversation.window_until) == (3, until)


def test_click_does_not_take_messages_away(clock):
    conversation = ConversationFactory(window_left=5)

    open_window(conversation, WindowKind.CLICK, clock.now())

    assert conversation.window_left == 5


def test_mention_leaves_an_open_window_of_a_message_alone(clock):
    conversation = weibo_conversation()

    open_window(conversation, WindowKind.MENTION, clock.now())

    assert window_of(conversation, clock.now()).left is None


def test_count_goes_down_and_comes_back(clock):
    conversation = ConversationFactory(window_left=2)
    take_one(conversation)
    take_one(conversation)
    take_one(conversation)
    conversation.refresh_from_db()
    empty = window_of(conversation, clock.now())

    give_back(conversation)

    conversation.refresh_from_db()
    assert (empty.is_open, empty.left, conversation.window_left) == (False, 0, 1)


def test_message_is_not_given_back_to_a_window_that_was_refilled(clock):
    conversation = ConversationFactory(window_left=5)

    give_back(conversation)

    conversation.refresh_from_db()
    assert conversation.window_left == 5


def test_unfollowing_closes_it(clock):
    conversation = ConversationFactory()

    close_window(conversation, clock.now())

    conversation.refresh_from_db()
    assert not window_of(conversation, clock.now()).is_open


def test_used_up_window_says_that_nothing_is_left(clock):
    conversation = ConversationFactory()

    use_up(conversation)

    conversation.refresh_from_db()
    assert window_of(conversation, clock.now()).left == 0
