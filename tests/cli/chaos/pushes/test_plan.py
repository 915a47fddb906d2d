"""How often a message is delivered, and that it can be told from every other."""

from __future__ import annotations

from collections import Counter

from zhenglian.cli.chaos.pushes.plan import CITIZENS, citizen_of, delivery_of, number_in, text_of


def test_shares_are_as_planned():
    drawn = Counter(delivery_of(number, 1) for number in range(10_000))

    shares = {tuple(delivery): round(count / 100) for delivery, count in drawn.items()}
    assert abs(shares[1, False] - 55) <= 2
    assert abs(shares[2, False] - 20) <= 2
    assert abs(shares[3, False] - 10) <= 2
    assert abs(shares[2, True] - 15) <= 2


def test_same_seed_delivers_alike():
    assert [delivery_of(number, 4) for number in range(50)] == [
        delivery_of(number, 4) for number in range(50)
    ]
    assert [delivery_of(number, 4) for number in range(50)] != [
        delivery_of(number, 5) for number in range(50)
    ]


def test_number_is_read_back_from_the_text():
    assert [number_in(text_of(number)) for number in (0, 7, 99_999)] == [0, 7, 99_999]
    assert number_in("别的话") is None


def test_citizens_write_more_than_once():
    assert len({citizen_of(number) for number in range(3 * CITIZENS)}) == CITIZENS
    assert len(citizen_of(5)) == 28
