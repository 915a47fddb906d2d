"""Routes from the database: one query while nothing changes, read anew when something does."""

from datetime import timedelta

import pytest
from django.utils import translation

from tests.factories.people import UnitFactory
from tests.factories.routing import draft_with, sheet_in_use
from zhenglian.people.actions.units import close_unit, merge_units, move_unit
from zhenglian.people.api import Unit
from zhenglian.routing.actions.drafting import RowFacts
from zhenglian.routing.actions.switching import switch_back
from zhenglian.routing.errors import NobodyResponsible
from zhenglian.routing.questions import Question
from zhenglian.routing.selectors.routes import dry_run, route, trial_route

WATER = Question("环境/水污染", "510727", 4)


@pytest.fixture
def sheet(office):
    return sheet_in_use(
        RowFacts(office.ministry), RowFacts(office.county, "环境", "510727", co_handlers=(office.city,))
    )


def test_route_names_units_row_and_reason(office, sheet, clock):
    with translation.override("zh-hans"):
        found = route(WATER, at=clock.now())

    assert (found.unit, found.co_handlers) == (office.county, (office.city,))
    assert found.duty_id == sheet.duties.get(number=2).pk
    assert found.sentence == "“水污染”在平武县由平武县生态环境局主办（第2行，2026版职责表）。"
    assert found.unit.get_parent() == office.city


def test_further_routes_take_one_query(office, sheet, clock, django_assert_num_queries):
    route(WATER, at=clock.now())

    with django_assert_num_queries(1):
        route(Question("交通", about=frozenset({office.county.pk})), at=clock.now())


def test_another_sheet_counts_at_once_and_so_does_the_one_switched_back_to(office, sheet, clock):
    before = route(WATER, at=clock.now()).unit
    sheet_in_use(RowFacts(office.ministry), title="2027版职责表")
    after = route(WATER, at=clock.now()).unit
    switch_back(sheet.version, reason="试", actor=None, clock=clock)

    assert (before, after, route(WATER, at=clock.now()).unit) == (
        office.county,
        office.ministry,
        office.county,
    )


def test_moved_unit_counts_at_once(office, sheet, clock):
    bureau = UnitFactory(name="平武县水利局", parent=office.ministry)
    complaint = Question("环境", "510727", about=frozenset({bureau.pk}))
    before = route(complaint, at=clock.now()).unit

    move_unit(Unit.objects.get(pk=office.county.pk), Unit.objects.get(pk=bureau.pk), actor=None, clock=clock)

    assert (before, route(complaint, at=clock.now()).unit) == (office.county, office.ministry)


def test_closed_and_merged_units_count_from_their_day(office, sheet, clock):
    other = UnitFactory(name="北川县生态环境局", parent=office.city, level=office.county.level)
    tomorrow = (clock.now() + timedelta(days=1)).date()
    merged = merge_units([office.county, other], "平北生态环境局", on=tomorrow, actor=None, clock=clock)

    today, later = route(WATER, at=clock.now()), route(WATER, at=clock.now() + timedelta(days=1))
    close_unit(Unit.objects.get(pk=merged.pk), last_day=tomorrow, actor=None, clock=clock)
    last = route(WATER, at=clock.now() + timedelta(days=2))

    assert (today.unit, later.unit, last.unit) == (office.county, merged, office.city)


def test_unit_that_the_book_in_memory_does_not_know_is_not_taken_for_nobody(office, sheet, clock):
    route(WATER, at=clock.now())
    above = UnitFactory(name="另一部")
    Unit.objects.get(pk=office.ministry.pk).move(above, pos="last-child")

    with pytest.raises(NobodyResponsible):
        route(Question(about=frozenset({above.pk})), at=clock.now())


def test_without_a_sheet_the_root_decides(office, clock):
    with translation.override("zh-hans"):
        found = route(WATER, at=clock.now())

    assert (found.unit, found.duty_id) == (office.ministry, None)
    assert "尚未启用" in found.sentence


@pytest.mark.django_db
def test_without_units_nobody_is_responsible(clock):
    with pytest.raises(NobodyResponsible):
        route(WATER, at=clock.now())


def test_code_that_is_none_counts_as_not_known(office, sheet, clock):
    assert route(Question("环境", "平武"), at=clock.now()).unit == office.ministry
    assert route(Question("环境/", "510727000000"), at=clock.now()).unit == office.county


def test_dry_run_shows_old_against_new_and_changes_nothing(office, sheet, clock):
    draft = draft_with(RowFacts(office.ministry), RowFacts(office.city, "环境", "5107"))
    everything = frozenset({office.ministry.pk})

    first, second, third = dry_run(
        draft, [WATER, Question("交通"), Question(about=everything)], at=clock.now()
    )

    assert (first.old, first.new, first.is_changed) == (office.county, office.city, True)
    assert (second.old, second.new, second.is_changed) == (office.ministry, office.ministry, False)
    assert (third.old, third.new, third.is_changed) == (None, None, False)
    assert route(WATER, at=clock.now()).unit == office.county
    assert trial_route(draft, WATER, at=clock.now()).unit == office.city
