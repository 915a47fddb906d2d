"""What a dispute decided is offered next time, until it is retired."""

import pytest

from tests.factories.routing import sheet_in_use
from zhenglian.audit.models import Entry
from zhenglian.routing.actions.drafting import RowFacts
from zhenglian.routing.actions.precedents import record_precedent, retire_precedent
from zhenglian.routing.errors import (
    MayNotAdministerRouting,
    PrecedentGone,
    PrecedentNotFit,
    ReasonMissing,
)
from zhenglian.routing.models import Precedent
from zhenglian.routing.questions import Question
from zhenglian.routing.selectors.routes import route, with_precedents

WATER = Question("环境/水污染", "510727")


def decided(unit, question=WATER, *, clock, actor=None, **facts):
    values = {"reason": "河道归水利", "case_ref": "2026-000123", **facts}
    return record_precedent(question, unit, actor=actor, clock=clock, **values)


def test_precedent_is_offered_and_does_not_decide(office, clock, officer):
    sheet_in_use(RowFacts(office.ministry), RowFacts(office.county, "环境", "51"))
    precedent = decided(office.city, actor=officer, clock=clock)

    found = route(WATER, at=clock.now())

    assert (found.unit, found.precedent_id) == (office.county, precedent.pk)
    assert with_precedents(WATER) == [precedent]
    assert with_precedents(Question("环境/水污染", "510727101")) == [precedent]
    assert with_precedents(Question("环境/噪声", "510727")) == []
    entry = Entry.objects.get(act="routing.record_precedent")
    assert entry.detail == {
        "category": "环境/水污染",
        "area": "510727",
        "unit": office.city.pk,
        "case": "2026-000123",
    }


def test_nearest_precedent_comes_first_then_the_newest(office, clock):
    wide = decided(office.province, Question("环境", "51"), clock=clock)
    old = decided(office.city, clock=clock)
    new = decided(office.county, clock=clock)

    assert with_precedents(WATER) == [new, old, wide]
    assert with_precedents(Question("环境/水污染", "510727", tried=frozenset({office.county.pk}))) == [
        old,
        wide,
    ]


def test_unit_complained_about_is_neither_offered_nor_recorded(office, clock):
    decided(office.county, clock=clock)
    about_city = Question("环境/水污染", "510727", about=frozenset({office.city.pk}))

    assert with_precedents(about_city) == []
    with pytest.raises(PrecedentNotFit):
        decided(office.county, about_city, clock=clock)


def test_retired_precedent_stays_on_record_and_is_not_offered(office, administrator, clock):
    sheet_in_use(RowFacts(office.ministry))
    precedent = decided(office.city, clock=clock)

    retire_precedent(precedent.pk, reason="职能划转", actor=administrator, clock=clock)

    row = Precedent.objects.get()
    assert (row.retired_by, row.retired_why) == (administrator, "职能划转")
    assert (route(WATER, at=clock.now()).precedent_id, with_precedents(WATER)) == (None, [])
    with pytest.raises(PrecedentGone):
        retire_precedent(precedent.pk, reason="再次", actor=administrator)


def test_reason_is_asked_for_and_retiring_is_the_administrators(office, administrator, officer, clock):
    with pytest.raises(ReasonMissing):
        decided(office.city, reason=" ", clock=clock)
    precedent = decided(office.city, clock=clock)

    with pytest.raises(ReasonMissing):
        retire_precedent(precedent.pk, reason="", actor=administrator)
    with pytest.raises(MayNotAdministerRouting):
        retire_precedent(precedent.pk, reason="试", actor=officer)
