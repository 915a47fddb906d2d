"""A sheet is in force when nothing in it contradicts and every example holds; the way back is open."""

import pytest

from tests.factories.routing import BEGINNING, draft_with, sheet_in_use
from zhenglian.audit.models import Entry
from zhenglian.routing.actions.drafting import RowFacts, start_draft
from zhenglian.routing.actions.examples import add_example, remove_example
from zhenglian.routing.actions.switching import switch_back, switch_on
from zhenglian.routing.errors import (
    DraftMoved,
    ExampleGone,
    InForceAlready,
    MayNotAdministerRouting,
    NeverSwitchedOn,
    NoDraft,
    ReasonMissing,
    SheetNotFit,
)
from zhenglian.routing.models import Example, Sheet, Switch
from zhenglian.routing.selectors.sheets import sheet_in_force


def test_draft_takes_the_place_of_what_was_in_force(office, administrator, clock):
    old = sheet_in_use(RowFacts(office.ministry))
    draft = draft_with(RowFacts(office.ministry), RowFacts(office.county, "环境", "510727"))

    switch_on(seen=2, reason="机构改革", actor=administrator, clock=clock)

    old.refresh_from_db()
    draft.refresh_from_db()
    assert sheet_in_force() == draft
    assert (old.state, old.switched_off_at, draft.switched_on_at) == ("former", clock.now(), clock.now())
    assert Switch.objects.first().reason == "机构改革"
    entry = Entry.objects.filter(act="routing.switch_on").latest("pk")
    assert (entry.detail["before"], entry.detail["version"]) == (1, 2)


def test_sheet_with_a_tie_or_without_the_rest_is_not_switched_on(office, administrator):
    draft_with(RowFacts(office.city, "环境", "5107"), RowFacts(office.county, "环境", "510700"))

    with pytest.raises(SheetNotFit) as refusal:
        switch_on(seen=2, reason="试行", actor=administrator)

    assert len(refusal.value.faults) == 2
    assert sheet_in_force() is None
    assert Sheet.objects.get().edit == 2


def test_every_example_must_hold(office, administrator):
    draft_with(RowFacts(office.ministry))
    example = add_example(RowFacts(office.county, "环境", "510727"), actor=administrator)

    with pytest.raises(SheetNotFit) as refusal:
        switch_on(seen=2, reason="试行", actor=administrator)
    assert "平武县生态环境局" in refusal.value.faults[0]

    remove_example(example.pk, actor=administrator)
    assert switch_on(seen=2, reason="试行", actor=administrator).is_in_force


def test_switching_back_is_one_act_and_says_which_examples_break(office, administrator, clock):
    old = sheet_in_use(RowFacts(office.ministry))
    new = sheet_in_use(RowFacts(office.ministry), RowFacts(office.county, "环境"), title="2027版职责表")
    example = add_example(RowFacts(office.county, "环境"), actor=administrator)

    switch_back(old.version, reason="误启用", actor=administrator, clock=clock)

    new.refresh_from_db()
    assert (sheet_in_force(), new.state) == (old, "former")
    assert [each.sheet for each in Switch.objects.all()] == [old, new, old]
    detail = Entry.objects.get(act="routing.switch_back").detail
    assert detail["broken examples"] == [example.pk]


def test_only_a_former_sheet_can_be_switched_back_to(office, administrator):
    live = sheet_in_use(RowFacts(office.ministry))
    draft = start_draft(actor=None)

    with pytest.raises(InForceAlready):
        switch_back(live.version, reason="试", actor=administrator)
    for version in (draft.version, 99):
        with pytest.raises(NeverSwitchedOn):
            switch_back(version, reason="试", actor=administrator)


def test_reason_draft_and_what_was_seen_are_asked_for(office, administrator):
    with pytest.raises(NoDraft):
        switch_on(seen=1, reason="试", actor=administrator)
    live = sheet_in_use(RowFacts(office.ministry))
    start_draft(actor=None)

    with pytest.raises(ReasonMissing):
        switch_on(seen=1, reason=" ", actor=administrator)
    with pytest.raises(DraftMoved):
        switch_on(seen=7, reason="试", actor=administrator)
    with pytest.raises(ReasonMissing):
        switch_back(live.version, reason="", actor=administrator)


def test_officer_may_neither_switch_nor_change_examples(office, officer):
    example = add_example(RowFacts(office.county), actor=None, clock=BEGINNING)

    for act in (
        lambda: switch_on(seen=1, reason="试", actor=officer),
        lambda: switch_back(1, reason="试", actor=officer),
        lambda: add_example(RowFacts(office.county), actor=officer),
        lambda: remove_example(example.pk, actor=officer),
    ):
        with pytest.raises(MayNotAdministerRouting):
            act()
    assert Example.objects.count() == 1


def test_example_that_is_gone_is_said_so(administrator):
    with pytest.raises(ExampleGone):
        remove_example(7, actor=administrator)
