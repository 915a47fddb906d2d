from hypothesis import given
from hypothesis import strategies as st

from zhenglian.audit.chain import anchor_mac, head_mac, plain
from zhenglian.kernel.digests import canonical_json

ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=20)
    | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(value=ANYTHING)
def test_whatever_is_recorded_has_one_spelling_that_both_databases_keep(value):
    stored = plain(value)

    assert plain(stored) == stored
    assert "\\u0000" not in canonical_json(stored).decode()


def test_macs_differ_by_place_number_and_hash():
    macs = {head_mac(1, "a"), head_mac(2, "a"), head_mac(1, "b"), anchor_mac(1, "a")}

    assert len(macs) == 4


def test_macs_depend_on_the_field_key(settings):
    before = head_mac(1, "a")
    settings.FIELD_KEY = "another key"

    assert head_mac(1, "a") != before
