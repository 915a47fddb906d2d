"""What holds for every tree of units, every sheet and every question."""

from hypothesis import given
from hypothesis import strategies as st

from tests.factories.routing import DAY, a_book, a_desk, a_row
from zhenglian.routing.book import Row
from zhenglian.routing.enums import Why
from zhenglian.routing.errors import NobodyResponsible
from zhenglian.routing.faults import ties
from zhenglian.routing.keys import area_chain, category_chain
from zhenglian.routing.questions import Question

CATEGORIES = st.sampled_from(["", "a", "a/b", "a/b/c", "ab", "d"])
AREAS = st.sampled_from(["", "51", "5107", "510727", "5108", "11"])
LEVELS = st.sampled_from([None, 1, 2, 3, 4])


@st.composite
def trees(draw):
    """Up to three roots; every further unit stands below one that is there already; some are closed."""
    roots = draw(st.integers(1, 3))
    paths = [str(root) for root in range(1, roots + 1)]
    for child in range(1, draw(st.integers(0, 12)) + 1):
        paths.append(f"{draw(st.sampled_from(paths))}.{child}")
    ends = {unit: {"valid_until": DAY.replace(year=2020)} for unit in draw(st.sets(st.integers(2, 15)))}
    desks = [a_desk(unit, path, **ends.get(unit, {})) for unit, path in enumerate(paths, start=1)]
    ids = st.integers(1, len(desks))
    pairs = st.tuples(ids, ids).filter(lambda pair: pair[0] != pair[1])
    return desks, draw(st.lists(pairs, max_size=4))


@st.composite
def offices(draw):
    """A tree, rows without ties and with the one for the rest, in any order, and a question."""
    desks, successions = draw(trees())
    ids = st.integers(1, len(desks))
    keys = draw(st.sets(st.tuples(CATEGORIES, AREAS, LEVELS), max_size=12)) | {("", "", None)}
    rows = [
        a_row(number, draw(ids), *key, helpers=draw(st.sets(ids, max_size=3)))
        for number, key in enumerate(sorted(keys, key=str), start=1)
    ]
    question = Question(
        draw(CATEGORIES),
        draw(AREAS),
        draw(LEVELS),
        frozenset(draw(st.sets(ids, max_size=3))),
        frozenset(draw(st.sets(ids, max_size=4))),
    )
    return desks, successions, draw(st.permutations(rows)), question


def is_barred(desk, about, book):
    """Written anew, the long way: it, one above it, or whoever either took over from is complained about."""
    own = {desk.id, *(above.id for above in book.tree.superiors(desk))}
    concerned, frontier = set(about), list(about)
    while frontier:
        before = frontier.pop()
        for old, new in book.pairs:
            if old == before and new not in concerned:
                concerned.add(new)
                frontier.append(new)
    return bool(own & concerned)


def book_of(desks, successions, rows):
    book = a_book(*rows, desks=desks, successions=successions)
    book.pairs = successions
    return book


def chosen(book, question):
    try:
        return book.choose(question, DAY)
    except NobodyResponsible:
        return None


@given(offices())
def test_nobody_takes_a_complaint_about_itself_or_about_a_unit_above(office):
    desks, successions, rows, question = office
    book = book_of(desks, successions, rows)

    choice = chosen(book, question)

    roots = [desk for desk in book.tree.roots(DAY) if not is_barred(desk, question.about, book)]
    if choice is None:
        assert roots == []
    else:
        assert choice.desk.is_valid_on(DAY)
        assert not is_barred(choice.desk, question.about, book)
        assert not [each for each in choice.helpers if is_barred(each, question.about, book)]
        assert choice.desk not in choice.helpers


@given(offices())
def test_whoever_refused_is_asked_again_only_as_the_root_that_is_left(office):
    desks, successions, rows, question = office
    book = book_of(desks, successions, rows)

    choice = chosen(book, question)

    if choice is not None and choice.desk.id in question.tried:
        assert choice.why is Why.LAST
        assert list(book.tree.superiors(choice.desk)) == []
        fresh = [root for root in book.tree.roots(DAY) if root.id not in question.tried]
        assert all(is_barred(root, question.about, book) for root in fresh)


@given(offices())
def test_choice_is_the_most_specific_row_that_fits(office):
    desks, successions, rows, question = office
    book = book_of(desks, successions, rows)
    fitting = [row for row in rows if fits(row, question)]

    choice = chosen(book, question)

    assert [row.id for row in book.fitting(question)] == [
        row.id for row in sorted(fitting, key=rank, reverse=True)
    ]
    if choice is not None and choice.row is not None and choice.why is not Why.NEXT_ROW:
        assert choice.row.id == max(fitting, key=rank).id
        assert choice.lead.id == choice.row.lead


def fits(row: Row, question: Question) -> bool:
    return (
        row.category_key in category_chain(question.category_key)
        and row.area_code in area_chain(question.area_code)
        and row.level in (None, question.level)
    )


def rank(row: Row):
    depth = row.category_key.count("/") + 1 if row.category_key else 0
    return depth, len(row.area_code), row.level is not None


@given(offices(), st.randoms(use_true_random=False))
def test_order_of_the_rows_does_not_matter(office, chance):
    desks, successions, rows, question = office
    other = list(rows)
    chance.shuffle(other)

    one, two = (chosen(book_of(desks, successions, each), question) for each in (rows, other))

    assert one == two


@given(offices(), st.data())
def test_rows_with_the_same_key_are_found_whatever_their_order(office, data):
    _desks, _successions, rows, _question = office
    twin = data.draw(st.sampled_from(rows))
    double = a_row(99, twin.lead, *twin.key)

    found = ties(data.draw(st.permutations([*rows, double])))

    assert ties(rows) == []
    assert [(one.number, two.number) for one, two in found] == [(twin.number, 99)]
