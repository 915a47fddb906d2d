import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenglian.kernel.digests import canonical_json, sha256_hex

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


def test_digest_is_that_of_the_standard():
    # FIPS 180-4, example "abc"
    assert sha256_hex(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_order_of_keys_does_not_matter():
    assert canonical_json({"b": 1, "a": [1, 2]}) == canonical_json({"a": [1, 2], "b": 1})


def test_chinese_text_is_utf8_and_not_escaped():
    assert canonical_json({"标题": "空气"}) == '{"标题":"空气"}'.encode()


def test_number_that_json_does_not_know_is_refused():
    with pytest.raises(ValueError, match="JSON"):
        canonical_json(float("nan"))


@given(VALUES)
def test_canonical_form_keeps_the_value_and_is_stable(value):
    first = canonical_json(value)

    assert json.loads(first) == value
    assert canonical_json(json.loads(first)) == first
