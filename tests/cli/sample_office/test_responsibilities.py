"""The sample office knows who is responsible: four levels, examples that hold, loaded once."""

from zhenglian.cli.sample_office.responsibilities import load_responsibilities
from zhenglian.cli.sample_office.units import load_units
from zhenglian.routing.api import Question, Sheet, route
from zhenglian.routing.selectors.sheets import held_examples


def names(clock, *questions):
    return [str(route(each, at=clock.now()).unit) for each in questions]


def test_nearest_unit_leads_and_the_ministry_takes_what_no_row_names(db, clock):
    load_units(clock=clock)
    load_responsibilities(clock=clock)

    found = names(
        clock,
        Question(area_code="510727"),
        Question(area_code="510703"),
        Question(area_code="510100"),
        Question(area_code="110101"),
    )

    assert found == ["示例县生态环境局", "示例市生态环境局", "示例省生态环境厅", "生态环境部"]
    helpers = route(Question(area_code="510727"), at=clock.now()).co_handlers
    river = route(Question("水与环境/河湖水质/排污口", "510727"), at=clock.now())
    assert [str(unit) for unit in helpers] == ["示例市生态环境局"]
    assert (str(river.unit), len(river.co_handlers)) == ("示例县生态环境局", 2)


def test_examples_hold_and_a_second_load_changes_nothing(db, clock):
    load_units(clock=clock)
    load_responsibilities(clock=clock)

    load_responsibilities(clock=clock)

    [sheet] = Sheet.objects.all()
    held = held_examples(sheet, clock.now().date())
    assert len(held) == 4
    assert all(each.is_held for each in held)
