"""What was built once is read as it was kept, and never when it may be something else."""

import pytest

from zhenglian.kernel.kept_parts import KeptParts

PARTS = (b"first\n", b"", b"\x00\xff" * 100)


@pytest.fixture
def times():
    return []


@pytest.fixture
def source(tmp_path):
    made_from = tmp_path / "list.txt"
    made_from.write_text("one")
    return made_from


@pytest.fixture
def kept(times, source):
    return KeptParts("lists", (source,), ("django",), lambda: times.append(1) or PARTS)


def files(tmp_path):
    return list((tmp_path / "lists").iterdir())


def test_parts_are_read_as_they_were_kept_and_not_built_again(kept, times):
    kept.keep()
    kept.keep()

    assert (kept.read(), len(times)) == (PARTS, 1)


def test_parts_never_kept_are_built(kept, times, tmp_path):
    assert (kept.read(), len(times)) == (PARTS, 1)
    assert not (tmp_path / "lists").exists()


@pytest.mark.parametrize(
    "harm", [lambda whole: whole[:-1], lambda whole: whole[:0], lambda whole: whole[:40] + whole[41:]]
)
def test_damaged_file_is_built_again_and_then_replaced(kept, times, tmp_path, harm):
    kept.keep()
    [file] = files(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(harm(whole))

    assert kept.read() == PARTS
    kept.keep()

    assert file.read_bytes() == whole
    assert len(times) == 3


def test_file_of_another_version_is_not_read_and_goes(kept, times, source, tmp_path):
    kept.keep()
    [old] = files(tmp_path)
    source.write_text("two")

    kept.read()
    kept.keep()

    [new] = files(tmp_path)
    assert new != old
    assert len(times) == 3
