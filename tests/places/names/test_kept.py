"""The table of names is read as it was kept, and never when it may be another."""

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


@pytest.mark.parametrize(
    "harm", [lambda whole: whole[:-1], lambda whole: whole[:0], lambda whole: whole[:40] + whole[41:]]
)
def test_damaged_file_is_built_again_and_then_replaced(built, tmp_path, harm):
    kept.keep_names()
    [file] = (tmp_path / "names").iterdir()
    whole = file.read_bytes()
    file.write_bytes(harm(whole))

    assert kept.shipped_names.__wrapped__().meanings("长沙县") == [("cf", "430121")]
    kept.keep_names()

    assert file.read_bytes() == whole
    assert len(built) == 3


def test_file_of_another_version_goes_and_is_not_read(built, tmp_path):
    old = tmp_path / "names" / "of-before.names"
    old.parent.mkdir()
    old.write_bytes(b"something else")

    kept.keep_names()

    [file] = old.parent.iterdir()
    assert file != old
