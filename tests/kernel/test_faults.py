"""Of an exception a log learns class and place, never its words."""

from __future__ import annotations

import json

import pytest

from zhenglian.kernel.digests import canonical_json
from zhenglian.kernel.faults import told


def test_own_line_is_named_when_the_fault_lies_in_a_library():
    with pytest.raises(TypeError) as raised:
        canonical_json({"name": {"张三"}})  # the encoder of JSON knows no sets

    found = told(raised.value)

    assert found["reason"] == "TypeError"
    assert found["at"].startswith("zhenglian/kernel/digests.py:")


def test_last_line_is_named_when_no_line_is_ours():
    with pytest.raises(json.JSONDecodeError) as raised:
        json.loads("张三")

    found = told(raised.value)

    assert found["reason"] == "JSONDecodeError"
    assert "张三" not in str(found)
    assert found["at"].startswith("decoder.py:")


def test_exception_that_was_never_raised_has_no_place():
    assert told(KeyError("张三")) == {"reason": "KeyError", "at": ""}
