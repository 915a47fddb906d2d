"""The table of names is the same after it was kept; `tests/kernel/test_kept_parts.py` has the keeping."""

import pytest

from zhenglian.places.names import kept
from zhenglian.places.names.table import Names

NAMES = Names.of({"长沙县": "cf430121", "长沙": "is430100cs430121"})


@pytest.fixture
def built(monkeypatch):
    """Counts how often the table is built; a small one, because the shipped takes seconds."""
    times = []
    monkeypatch.setattr(kept, "build_table", lambda: times.append(1) or {"长沙县": "cf430121"})
    return times


def test_kept_names_are_read_as_they_were_and_not_built_again(built):
    kept.keep_names()
    kept.keep_names()

    names = kept.shipped_names.__wrapped__()

    assert (names.meanings("长沙县"), len(built)) == ([("cf", "430121")], 1)


def test_names_find_the_same_after_being_taken_apart():
    again = Names(*NAMES.parts())

    assert again.found("湖南长沙县") == NAMES.found("湖南长沙县") != []
    assert again.meanings("长沙") == [("is", "430100"), ("cs", "430121")]
