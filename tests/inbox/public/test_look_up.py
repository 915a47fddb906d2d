"""Typing a code: any spelling finds the letter, and guessing is bounded."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.inbox import MatterFactory
from zhenglian.inbox.receipt_codes import as_code, spaced
from zhenglian.kernel.ids import ALPHABET
from zhenglian.kernel.strangers import MOST_PLACES, MOST_WRONG, WRONG_WITHIN, Attempts

CODE = "7K2M9QXD01RB"


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        "7K2M-9QXD-01RB",
        " 7k2m 9qxd 01rb ",
        "7K2M—9QXD—OIRB",
        "7k2m-9qxd-olrb",
        "７Ｋ２Ｍ－９ＱＸＤ－０１ＲＢ",
        "7K2M.9QXD.O1RB",
    ],
)
def test_code_is_read_in_any_spelling(typed):
    assert as_code(typed) == CODE


@pytest.mark.parametrize(
    "typed", ["", "7K2M-9QXD", CODE + "X", "7K2M9QXD01R!", "回执编号", "x" * 10_000, "\x00" * 12]
)
def test_what_is_no_code_is_none(typed):
    assert as_code(typed) is None


@given(st.text(ALPHABET, min_size=12, max_size=12))
def test_every_code_survives_being_written_and_read(code):
    assert as_code(spaced(code).lower()) == code


@given(st.text(max_size=80))
def test_nothing_typed_breaks_the_reading(typed):
    found = as_code(typed)

    assert found is None or as_code(found) == found


@pytest.mark.django_db
def test_look_up_leads_to_the_page(citizen):
    MatterFactory(code=CODE)

    answer = citizen.post("/letters/", {"code": "7k2m 9qxd oIrb"})

    assert answer.headers["Location"] == f"/letters/{CODE}/"
    assert citizen.get(f"/letters/{CODE.lower()}/").headers["Location"] == f"/letters/{CODE}/"


@pytest.mark.django_db
def test_unknown_code_is_explained_and_stays_in_the_field(citizen):
    page = citizen.post("/letters/", {"code": "ABCD-EFGH-JKMN"})

    assert page.status_code == 404
    assert "没有找到这个回执编号对应的来信" in page.content.decode()
    assert 'value="ABCD-EFGH-JKMN"' in page.content.decode()
    assert citizen.post("/letters/", {"code": ""}).status_code == 400
    direct = citizen.get("/letters/ABCDEFGHJKMN/")
    assert (direct.status_code, direct.headers["Cache-Control"]) == (404, "no-store")


@pytest.mark.django_db
def test_guessing_is_stopped_for_one_place_only(citizen):
    answers = [citizen.get("/letters/000000000000/").status_code for _ in range(MOST_WRONG)]

    stopped = citizen.get("/letters/111111111111/")

    assert set(answers) == {404}
    assert stopped.status_code == 429
    assert "请10分钟后再试" in stopped.content.decode()
    assert citizen.post("/letters/", {"code": "ABCD-EFGH-JKMN"}).status_code == 429
    assert citizen.get("/letters/111111111111/", REMOTE_ADDR="203.0.113.9").status_code == 404


@pytest.mark.django_db
def test_right_code_works_for_the_neighbours_of_a_guesser(citizen):
    matter = MatterFactory(code=CODE)
    for _ in range(MOST_WRONG + 1):
        citizen.get("/letters/000000000000/")

    shown = citizen.get(f"/letters/{CODE}/")
    found = citizen.post("/letters/", {"code": spaced(CODE)})
    withdrawn = citizen.post(f"/letters/{CODE}/nothing/")
    added = citizen.post(f"/letters/{CODE}/add/", {"text": "补充：门牌号是12号"})

    assert shown.status_code == 200
    assert found.headers["Location"] == f"/letters/{CODE}/"
    assert withdrawn.status_code == 404
    assert added.headers["Location"] == f"/letters/{CODE}/?done=add"
    assert matter.messages.filter(direction="in").count() == 1
    assert citizen.get("/letters/000000000000/").status_code == 429  # a right one opens the way to no guess


@pytest.mark.django_db
def test_right_codes_are_not_counted(citizen):
    MatterFactory(code=CODE)
    for _ in range(MOST_WRONG + 5):
        citizen.get(f"/letters/{CODE}/")

    assert citizen.get("/letters/000000000000/").status_code == 404


def test_guesses_are_forgotten_after_ten_minutes_and_bounded(clock):
    guesses = Attempts(MOST_WRONG, WRONG_WITHIN)
    for _ in range(MOST_WRONG):
        guesses.note("a", now=clock.now())

    assert guesses.are_too_many("a", now=clock.now())
    assert not guesses.are_too_many("b", now=clock.now())
    assert not guesses.are_too_many("a", now=clock.now() + timedelta(minutes=11))
    for number in range(MOST_PLACES + 5):
        guesses.note(str(number), now=clock.now())
    assert len(guesses._noted) == MOST_PLACES
