"""Steps in words, summaries of messages, numbers and digests."""

import ast
from pathlib import Path

import pytest
from django.utils import translation

from zhenglian.inbox import handles, step_words
from zhenglian.inbox.enums import Source
from zhenglian.inbox.handles import handle_digest, phone_digits, sender_digest, token_digest
from zhenglian.inbox.media_words import media_reason
from zhenglian.inbox.step_words import STEPS, step_text
from zhenglian.inbox.summaries import shortened, summary_of

ACTIONS = Path(step_words.__file__).parent / "actions"
WRITERS = {"add_step", "_step", "_show"}


def steps_written():
    """The step keys that actions write, read from their code."""
    for path in ACTIONS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in WRITERS:
                yield from (each.value for each in node.args if isinstance(each, ast.Constant))


def test_every_step_that_is_written_has_words():
    written = set(steps_written())

    assert {"claimed", "merged", "erasure_asked", "linked"} <= written
    assert written <= set(STEPS)


def test_a_step_reads_as_a_sentence():
    with translation.override("zh-hans"):
        assert step_text({"step": "merged", "code": "AAAA-BBBB-CCCC"}) == "已并入事项AAAA-BBBB-CCCC"


def test_a_step_whose_words_were_erased_or_are_unknown_still_shows():
    assert step_text({"step": "from_the_future"}) == "from_the_future"
    assert step_text({}) == ""
    with translation.override("zh-hans"):
        assert step_text({"step": "waiting"}) == "等待来信人补充：…"


@pytest.mark.parametrize(
    ("kind", "content", "summary"),
    [
        ("text", {"text": " 路灯\n坏了 "}, "路灯 坏了"),
        ("text", {"text": "长" * 100}, "长" * 79 + "…"),
        ("link", {"title": "通知", "url": "https://x.test"}, "通知"),
        ("location", {"label": "府前路1号", "datum": "gcj02"}, "府前路1号"),
        ("image", {}, ""),
        ("event", {"text": "no"}, ""),
        ("text", {"text": 7}, ""),
    ],
)
def test_a_summary_is_the_first_words(kind, content, summary):
    assert summary_of(kind, content) == summary


def test_a_line_is_shortened_only_when_it_must_be():
    assert shortened("一二三", 3) == "一二三"
    assert shortened("一二三四", 3) == "一二…"


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("138 0013-8000", "13800138000"),
        ("+86 13800138000", "13800138000"),
        ("010-12345678", "01012345678"),
        ("8613", "8613"),
        ("没有说", ""),
    ],
)
def test_numbers_are_compared_by_their_digits(typed, digits):
    assert phone_digits(typed) == digits


def test_each_purpose_and_channel_has_digests_of_its_own(settings):
    same = "13800138000"
    found = {handle_digest(source, same) for source in Source} | {sender_digest(same)}
    assert len(found) == len(Source) + 1
    assert not any(digest.startswith(token_digest(same)) for digest in found)

    settings.FIELD_KEY = "another key of thirty-two characters"
    assert handle_digest(Source.PHONE, same) not in found


def test_a_digest_tells_no_handle():
    assert handles.handle_digest(Source.WECHAT, "oDemo") == handles.handle_digest("wechat", "oDemo")
    assert "oDemo" not in handles.handle_digest(Source.WECHAT, "oDemo")


def test_a_reason_from_the_future_shows_as_nothing():
    assert media_reason("brand_new") == ""
    assert media_reason("gone") != ""
