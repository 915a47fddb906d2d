"""Every code that a client may answer has a sentence for the operator, in both languages."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from zhenglian.channels.clients import wechat_codes, weibo_codes
from zhenglian.channels.reasons import REASONS, reason_text

RULES = [
    *wechat_codes.RULES.values(),
    *wechat_codes.PUBLISH_FAILURES.values(),
    *wechat_codes.MASS_FAILURES.values(),
    *weibo_codes.RULES.values(),
]
BLANK = re.compile(r"%\((\w+)\)s")


@pytest.mark.parametrize("reason", sorted({rule.reason for rule in RULES}))
def test_rule_has_a_sentence(reason):
    assert reason in REASONS


def test_blanks_are_filled_when_read():
    with translation.override("en"):
        text = reason_text("wechat_ip", {"ip": "203.0.113.7"})

    assert "203.0.113.7" in text
    assert "IP白名单" in text


def test_missing_blank_leaves_the_sentence_readable():
    with translation.override("en"):
        assert reason_text("wechat_ip", {}).startswith("WeChat does not accept calls")


def test_unknown_key_shows_itself():
    assert reason_text("some_new_reason", {}) == "some_new_reason"


def test_no_reason_is_no_text():
    assert reason_text("", {"a": 1}) == ""


def test_blanks_are_among_those_that_faults_fill():
    filled = {"code", "message", "ip", "attempts", "reason", "proof"}

    with translation.override("en"):
        used = {name for text in REASONS.values() for name in BLANK.findall(str(text))}

    assert used <= filled
