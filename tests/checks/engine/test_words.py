"""Words taken apart into bytes are the words that were listed."""

from math import isclose, log

from zhenglian.checks.engine import vocabulary
from zhenglian.checks.engine.words import Listed, Words, parts_of

KEYS = {"AB": "政府 整付", "CD": "判决"}
LISTED = Listed({"政": 5, "政府": 70, "整付": 5, "判决": 20}, {"整付"}, {})
WORDS = Words(*parts_of(KEYS, LISTED))


def test_words_are_found_by_their_sound_and_numbered_in_a_row():
    found = [(start, end, WORDS.of_key(key), WORDS.first(key)) for start, end, key in WORDS.found("xABCD")]

    assert found == [(1, 3, ["政府", "整付"], 0), (3, 5, ["判决"], 2)]
    assert (WORDS.count, WORDS.keys) == (4, 2)


def test_costs_are_negative_logarithms_of_the_share():
    assert all(isclose(WORDS.cost(number), -log(share)) for number, share in enumerate((0.7, 0.05, 0.2)))
    assert isclose(WORDS.cost_of_character("政"), -log(0.05))
    assert WORDS.cost_of_character("鿿") == WORDS.unknown == log(100)


def test_names_are_known_by_their_number():
    assert [WORDS.is_name(number) for number in range(3)] == [False, True, False]


def test_kept_vocabulary_is_read_and_not_built_again(monkeypatch):
    monkeypatch.setattr(vocabulary, "listed_words", lambda: LISTED)
    vocabulary.keep_vocabulary()
    monkeypatch.delattr(vocabulary, "listed_words")

    kept = vocabulary.shipped_vocabulary.__wrapped__()

    found = [
        (start, end, kept.words.of_key(key)) for start, end, key in kept.words.found(kept.fold("被判决"))
    ]
    assert (kept.words.count, found) == (4, [(1, 3, ["判决"])])
