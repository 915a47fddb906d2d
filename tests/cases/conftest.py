"""The offices of four levels, a table of responsibilities by hand, and a case that is led."""

from __future__ import annotations

import pytest

from tests.factories.cases import FourLevels, posted
from tests.factories.inbox import MessageFactory, duty_officer, opened_matter
from zhenglian.cases.actions.opening import open_case
from zhenglian.cases.guides import Guides, Topic, Where
from zhenglian.cases.reports import Place, Report
from zhenglian.inbox.actions.claims import claim
from zhenglian.inbox.actions.handing_on import hand_on
from zhenglian.inbox.enums import MessageKind
from zhenglian.people.enums import Role
from zhenglian.reviews.api import ensure_rule
from zhenglian.routing.api import Route


@pytest.fixture
def office(db) -> FourLevels:
    ensure_rule("cases.answer", "", name="诉求答复", levels=1)
    return FourLevels()


@pytest.fixture
def reviewer(office):
    return posted(Role.FIRST_REVIEWER, office.units["county"])


@pytest.fixture
def opened(office, clock):
    """A new case at the root desk: the river at Long'an, with a pin."""

    def build(**changes):
        facts = {
            "text": "龙安镇老桥下的河水发黑有臭味，请来看看。",
            "place": Place(lon=104.53, lat=32.41, words="平武县龙安镇老桥下"),
        }
        return open_case(Report(**(facts | changes)), clock=clock)

    return build


@pytest.fixture
def led(office, opened, clock):
    """The same, assigned to the county's office by the ministry's desk."""
    from zhenglian.cases.actions.assigning import assign_case

    def build(to="county", **changes):
        case = opened(**changes)
        return assign_case(case, office.units[to], actor=office.officers["ministry"], clock=clock)

    return build


def guides_to(unit, *, sure=True, near=(), co_handlers=()):
    """Everything lies in Pingwu, is water pollution, and belongs to this unit."""
    return Guides(
        place=lambda place: Where("" if near else "510727", tuple(near), place.lon, place.lat, "1"),
        topic=lambda _text: Topic((("water", 0.97), ("waste", 0.02)), sure),
        route=lambda _question, _at: Route(unit, tuple(co_handlers), "“水污染”由该局负责", 12, None),
    )


@pytest.fixture
def matter(office, clock):
    matter = opened_matter(clock=clock, text="龙安镇老桥下的河水发黑有臭味", class_key="complaint")
    person = matter.conversation.identity.person
    person.details = {"name": "王小明", "phone": "13800138000"}
    person.save()
    spot = {"latitude": 32.41, "longitude": 104.53, "datum": "gcj02", "label": "平武县龙安镇老桥"}
    MessageFactory(
        conversation=matter.conversation,
        matter=matter,
        kind=MessageKind.LOCATION,
        content=spot,
        at=clock.now(),
    )
    return matter


@pytest.fixture
def handed(matter, clock):
    officer = duty_officer(matter.unit)
    claim(matter, actor=officer, clock=clock)
    return hand_on(matter, "cases", actor=officer, clock=clock)
