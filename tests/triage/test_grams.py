"""Runs of characters as numbers."""

import numpy as np
import pytest

from zhenglian.triage.cleaning import MOST_CHARACTERS, clean
from zhenglian.triage.grams import LONGEST, grams, length_of


def spelled(key):
    return int(key).to_bytes(2 * LONGEST, "little").decode("utf-16-le", "replace").rstrip("\x00")


def test_runs_of_a_text_are_all_substrings_up_to_four():
    keys, counts = grams("河水黑")

    assert sorted(map(spelled, keys.tolist())) == sorted(["河", "水", "黑", "河水", "水黑", "河水黑"])
    assert counts.tolist() == [1] * 6


def test_run_that_stands_twice_is_counted_twice():
    keys, counts = grams("水水")

    assert dict(zip(map(spelled, keys.tolist()), counts.tolist(), strict=True)) == {"水": 2, "水水": 1}


@pytest.mark.parametrize("text", ["", " \n\t", "\x00"])
def test_text_without_a_character_has_no_run(text):
    assert [len(part) for part in grams(text)] == [0, 0]


def test_signs_beyond_the_basic_plane_and_broken_ones_are_borne():
    keys, _counts = grams("好😀\ud800")

    assert len(keys) > 3


def test_blanks_and_case_make_no_difference():
    assert clean(" A 市\n月 ") == "a市月"


def test_text_is_read_up_to_its_limit():
    assert len(clean("水" * 2 * MOST_CHARACTERS)) == MOST_CHARACTERS


def test_length_of_a_run_is_that_of_its_spelling():
    keys, _counts = grams("今天停水了")

    assert length_of(keys).tolist() == [len(spelled(key)) for key in keys.tolist()]
    assert np.all(keys[1:] > keys[:-1])
