"""A sheet of a whole country answers in a fraction of a millisecond once it is in memory."""

from statistics import median
from time import thread_time

import pytest

from tests.factories.people import UnitFactory
from tests.factories.routing import sheet_in_use
from zhenglian.people.api import Unit
from zhenglian.routing.actions.drafting import RowFacts
from zhenglian.routing.questions import Question
from zhenglian.routing.selectors.routes import route

ROWS, ASKED, BOUND = 5_000, 400, 0.001  # seconds of one processor
CATEGORIES = [f"大类{one}/中类{two}" for one in range(10) for two in range(5)]


@pytest.mark.django_db
def test_route_of_five_thousand_rows_stays_below_a_millisecond(clock):
    ministry = UnitFactory()
    bureaus = [UnitFactory(parent=UnitFactory(parent=ministry)) for _ in range(30)]
    areas = [f"{51 + number // 90}{10 + number % 90:02d}" for number in range(ROWS // len(CATEGORIES))]
    rows = [
        RowFacts(bureaus[number % 30], category, area, co_handlers=(ministry,))
        for number, (area, category) in enumerate((area, each) for area in areas for each in CATEGORIES)
    ]
    sheet = sheet_in_use(RowFacts(ministry), *rows)
    about = frozenset({bureaus[0].pk})
    asked = [Question(f"{CATEGORIES[n % 50]}/小类", f"{areas[n % 100]}01", 4, about) for n in range(ASKED)]
    route(asked[0], at=clock.now())

    times = []
    for question in asked:
        begun = thread_time()
        found = route(question, at=clock.now())
        times.append(thread_time() - begun)

    assert sheet.duties.count() == ROWS + 1
    assert found.duty_id is not None
    assert Unit.objects.filter(pk=found.unit.pk).exists()
    assert median(times) < BOUND, f"median {median(times) * 1e6:.0f} µs"
