"""Which row fits, which unit takes the matter, and what happens when it may not."""

from datetime import date

import pytest

from tests.factories.routing import DAY, a_book, a_desk, a_row
from zhenglian.routing.enums import Why
from zhenglian.routing.errors import NobodyResponsible
from zhenglian.routing.questions import Question

MINISTRY, PROVINCE, CITY, COUNTY, STATION, WATER = 1, 2, 3, 4, 5, 6
PATHS = {MINISTRY: "1", PROVINCE: "1.1", CITY: "1.1.1", COUNTY: "1.1.1.1", STATION: "1.1.1.1.1", WATER: "1.2"}
GONE = {"valid_until": date(2025, 12, 31)}


def desks(**gone):
    return [a_desk(unit, path, **gone.get(f"u{unit}", {})) for unit, path in PATHS.items()]


REST = a_row(1, MINISTRY)
ROWS = (
    REST,
    a_row(2, COUNTY, "环境", "510727"),
    a_row(3, WATER, "环境/水污染"),
    a_row(4, CITY, "环境/水污染", "5107"),
    a_row(5, STATION, "环境/水污染", "510727", 4, helpers=(WATER, COUNTY)),
)


def choose(*args, book=None, **kwargs):
    book = book or a_book(*ROWS, desks=desks())
    return book.choose(Question(*args, **kwargs), DAY)


@pytest.mark.parametrize(
    ("question", "row"),
    [
        (Question("环境/水污染", "510727", 4), 5),
        (Question("环境/水污染", "510727"), 4),
        (Question("环境/水污染", "510727", 3), 4),
        (Question("环境/水污染", "510700", 4), 4),
        (Question("环境/水污染/河道", "51"), 3),
        (Question("环境/噪声", "510727101"), 2),
        (Question("环境/噪声", "510726"), 1),
        (Question("环境保护", "510727"), 1),
        (Question(), 1),
    ],
)
def test_longest_category_wins_then_narrowest_area_then_stated_level(question, row):
    choice = a_book(*ROWS, desks=desks()).choose(question.cleaned, DAY)

    assert (choice.row.number, choice.why) == (row, Why.LEAD)


def test_unit_does_not_handle_a_complaint_about_itself():
    choice = choose("环境/水污染", "510727", 4, about=frozenset({STATION}))

    assert (choice.desk.id, choice.why, choice.lead.id) == (COUNTY, Why.ABOUT, STATION)


def test_unit_does_not_handle_a_complaint_about_its_superior():
    choice = choose("环境/水污染", "510727", 4, about=frozenset({COUNTY, CITY}))

    assert (choice.desk.id, choice.why) == (PROVINCE, Why.ABOUT)


def test_helpers_leave_out_who_leads_and_whom_it_is_about():
    both = choose("环境/水污染", "510727", 4)
    about_one = choose("环境/水污染", "510727", 4, about=frozenset({WATER}))
    one_leads = choose("环境/水污染", "510727", 4, tried=frozenset({STATION}))

    assert [desk.id for desk in both.helpers] == [WATER, COUNTY]
    assert [desk.id for desk in about_one.helpers] == [COUNTY]
    assert (one_leads.desk.id, [desk.id for desk in one_leads.helpers]) == (COUNTY, [WATER])


def test_unit_that_refused_is_not_asked_again():
    choice = choose("环境", "510727", tried=frozenset({COUNTY, CITY}))

    assert (choice.desk.id, choice.why, choice.lead.id) == (PROVINCE, Why.TRIED, COUNTY)


def test_next_row_takes_it_when_no_unit_above_the_lead_can():
    book = a_book(a_row(1, WATER), a_row(2, COUNTY, "环境"), desks=desks())

    choice = choose("环境", tried=frozenset({COUNTY, CITY, PROVINCE, MINISTRY}), book=book)

    assert (choice.desk.id, choice.why, choice.row.number, choice.lead.id) == (WATER, Why.NEXT_ROW, 1, COUNTY)


def test_root_decides_when_everybody_has_refused():
    choice = choose("环境", "510727", tried=frozenset({COUNTY, CITY, PROVINCE, MINISTRY}))

    assert (choice.desk.id, choice.why, choice.row) == (MINISTRY, Why.LAST, None)


def test_matter_about_the_root_goes_to_another_root_or_to_nobody():
    alone, other = a_book(*ROWS, desks=desks()), a_book(*ROWS, desks=[*desks(), a_desk(9, "2")])
    question = Question("环境", "510727", about=frozenset({MINISTRY}))

    assert other.choose(question, DAY).desk.id == 9
    with pytest.raises(NobodyResponsible):
        alone.choose(question, DAY)


def test_closed_lead_is_replaced_by_its_successor_or_by_the_unit_above():
    rows = (REST, a_row(2, COUNTY, "环境"))
    merged = a_book(*rows, desks=desks(u4=GONE), successions=[(COUNTY, WATER)])
    closed = a_book(*rows, desks=desks(u4=GONE, u3=GONE))

    taken_over, from_above = choose("环境", book=merged), choose("环境", book=closed)

    assert (taken_over.desk.id, taken_over.why) == (WATER, Why.SUCCESSOR)
    assert (from_above.desk.id, from_above.why) == (PROVINCE, Why.CLOSED)
    assert merged.choose(Question("环境"), date(2025, 12, 31)).why is Why.LEAD


def test_complaint_about_the_former_unit_does_not_come_to_its_successor():
    book = a_book(REST, a_row(2, COUNTY, "环境"), desks=desks(u4=GONE), successions=[(COUNTY, WATER)])

    choice = choose("环境", book=book, about=frozenset({COUNTY}))

    assert (choice.desk.id, choice.why) == (MINISTRY, Why.ABOUT)


def test_without_rows_the_root_decides():
    choice = choose("环境", book=a_book(desks=desks()))

    assert (choice.desk.id, choice.why) == (MINISTRY, Why.NO_SHEET)


def test_precedent_is_the_nearest_and_newest_that_could_still_take_it():
    precedents = [("环境", "51", CITY, 71), ("环境/水污染", "", WATER, 72), ("环境", "51", COUNTY, 73)]
    book = a_book(*ROWS, desks=desks(), precedents=precedents)

    assert book.precedent(Question("环境/噪声", "510727")) == 71
    assert book.precedent(Question("环境/噪声", "510727", tried=frozenset({CITY}))) == 73
    assert book.precedent(Question("环境/噪声", "510727", about=frozenset({CITY}))) is None
    assert book.precedent(Question("环境/水污染")) == 72
    assert book.precedent(Question("环境/水污染", "510727")) == 71
    assert book.precedent(Question("交通", "510727")) is None
