"""What a mend must be worth. Tuned on the development part of the typo sets only (docs/checks.md)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Costs:
    """Nats, as the costs of words: a mend must make the text cheaper in spite of its own price."""

    sound: float = 4.0  # one character of the same sound
    blurred: float = 9.0  # one character of nearly the same sound
    close: float = 2.5  # one character that looks alike by our own list
    shape: float = 6.0  # one character that shares a component
    further: float = 4.3  # each further character in one word
    further_blurred: float = 2.0
    real_word: float = 1.0  # what stands there is a word itself
    rare: float = 0.1  # for each nat that the offered word is rarer than `usual`
    usual: float = 12.9
    name: float = 15.0  # a surname and one character; keeps names from being mended
    longer_name: float = 6.0
    place: float = 26.0  # two characters and «town», «village» …
    longer_place: float = 2.0


USUAL = Costs()
