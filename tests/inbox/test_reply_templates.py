"""Templates that end with the rule they cite."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.factories.inbox import ConversationFactory, IdentityFactory, MatterFactory, duty_officer, posted
from tests.factories.people import UnitFactory
from zhenglian.inbox.actions.templates import keep_template
from zhenglian.inbox.errors import ClassUnknown
from zhenglian.inbox.models import ReplyTemplate
from zhenglian.inbox.reply_errors import MayNotKeepTemplates, PlaceholderUnknown
from zhenglian.inbox.selectors.templates import all_templates, templates_for
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 15)  # the day of the tests' clock, in Beijing


@pytest.fixture
def matter():
    return MatterFactory()


def kept(matter, clock, **changes):
    facts = {"title": "转办告知", "body": "您好，已转有关部门。", "unit": matter.unit, "actor": None}
    return keep_template(**{**facts, **changes}, clock=clock)


def offered(matter, clock):
    return [text for _template, text in templates_for(matter, clock=clock)]


def test_placeholders_are_filled(clock):
    identity = IdentityFactory(person__details={"name": "李明"})
    due = clock.now() + timedelta(days=5, hours=15)  # midnight
    matter = MatterFactory(
        code="ABCDEFGH2345", conversation=ConversationFactory(identity=identity), answer_due_at=due
    )
    kept(matter, clock, body="{称呼}：您的来信{编号}将于{期限}前答复。")

    assert offered(matter, clock) == ["李明：您的来信ABCD-EFGH-2345将于2026年1月20日 24:00前答复。"]


def test_name_of_a_citizen_is_never_read_as_a_placeholder(clock):
    identity = IdentityFactory(person__details={"name": "{编号}{0.__class__}"})
    matter = MatterFactory(conversation=ConversationFactory(identity=identity))
    kept(matter, clock, body="{称呼}，您好")

    assert offered(matter, clock) == ["{编号}{0.__class__}，您好"]


@pytest.mark.parametrize("body", ["{姓名}您好", "{}", "{称呼.x}"])
def test_unknown_placeholder_is_refused(clock, matter, body):
    with pytest.raises(PlaceholderUnknown):
        kept(matter, clock, body=body)


@pytest.mark.parametrize(
    ("until", "is_offered"),
    [(None, True), (TODAY, True), (TODAY - timedelta(days=1), False), (TODAY + timedelta(days=1), True)],
)
def test_template_is_offered_until_its_last_day(clock, matter, until, is_offered):
    kept(matter, clock, valid_until=until, cites="某条例")

    assert bool(offered(matter, clock)) is is_offered


def test_template_of_another_class_or_unit_or_retired_is_not_offered(clock, matter):
    kept(matter, clock, class_key="complaint")
    kept(matter, clock, unit=UnitFactory())
    kept(matter, clock, is_retired=True)

    assert offered(matter, clock) == []


def test_template_of_a_unit_above_is_offered(clock):
    top = UnitFactory()
    conversation = ConversationFactory()
    matter = MatterFactory(conversation=conversation, unit=UnitFactory(parent=top))
    kept(matter, clock, unit=top)

    assert len(offered(matter, clock)) == 1


def test_expired_ones_stand_first_in_the_list(clock, matter):
    kept(matter, clock, title="常用")
    kept(matter, clock, title="停用", is_retired=True, valid_until=TODAY - timedelta(days=9))
    kept(matter, clock, title="过期", valid_until=TODAY - timedelta(days=1))

    assert [template.title for template in all_templates()] == ["过期", "常用", "停用"]


def test_changed_template_keeps_its_row(clock, matter):
    template = kept(matter, clock)

    keep_template(
        template, title="新题", body="新文", unit=matter.unit, actor=duty_officer(matter.unit), clock=clock
    )

    assert ReplyTemplate.objects.get().title == "新题"


@pytest.mark.parametrize("role", [Role.DUTY_OFFICER, Role.MATRIX_MANAGER, Role.ADMINISTRATOR])
def test_keepers_of_the_unit_may(clock, matter, role):
    assert kept(matter, clock, actor=posted(role, matter.unit)).pk


@pytest.mark.parametrize("role", [Role.EDITOR, Role.SUPERVISOR])
def test_others_may_not(clock, matter, role):
    with pytest.raises(MayNotKeepTemplates):
        kept(matter, clock, actor=posted(role, matter.unit))


def test_template_of_another_unit_is_not_taken_over(clock, matter):
    template = kept(matter, clock, unit=UnitFactory())

    with pytest.raises(MayNotKeepTemplates):
        keep_template(
            template, title="一", body="二", unit=matter.unit, actor=duty_officer(matter.unit), clock=clock
        )


def test_unknown_class_is_refused(clock, matter):
    with pytest.raises(ClassUnknown):
        kept(matter, clock, class_key="nonsense")
