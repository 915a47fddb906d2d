"""The offices of four levels with their browsers; cases by the real clock, as pages see them."""

from __future__ import annotations

import pytest

from tests.journeys.staff_house import browsing
from zhenglian.cases.actions.assigning import assign_case
from zhenglian.cases.actions.handling import accept_case
from zhenglian.cases.actions.opening import open_case
from zhenglian.cases.reports import Contact, Place, Report
from zhenglian.kernel.clock import SYSTEM
from zhenglian.people.api import furnish_groups

WORDS = "龙安镇老桥下的河水发黑有臭味，请来看看。"
ANSWER = (
    "您好，您反映的龙安镇老桥下河水发黑一事，我局于11月20日到现场查看，发现一处雨污混接排口，"
    "当日已责令封堵，11月22日复查时水质恢复正常，监测结果为Ⅲ类。"
)


@pytest.fixture
def house(office):
    """The offices, whose people may enter the staff side."""
    furnish_groups()
    return office


@pytest.fixture
def desk(house):
    """`desk("county")`: the browser of that office's duty officer; of anybody else by the person."""
    return lambda who: browsing(house.officers[who] if isinstance(who, str) else who)


@pytest.fixture
def fresh(house):
    """A report at the ministry's desk."""

    def build(text=WORDS, **changes):
        facts = {
            "place": Place(lon=104.53, lat=32.41, words="平武县龙安镇老桥下"),
            "contact": Contact("王小明", "13800138000"),
        }
        return open_case(Report(text=text, **(facts | changes)), clock=SYSTEM)

    return build


@pytest.fixture
def given(house, fresh):
    """The same, assigned to an office by the ministry's desk; accepted as well if wanted."""

    def build(to="county", *, accepted=False, **changes):
        case = assign_case(fresh(**changes), house.units[to], actor=house.officers["ministry"])
        return accept_case(case, actor=house.officers[to]) if accepted else case

    return build


def act(client, case, name, *, follow=True, **fields):
    """Posts the form of an act on the case's page."""
    values = {f"{name}-{key}": value for key, value in fields.items()}
    return client.post(f"/staff/desk/cases/{case.number}/{name}/", values, follow=follow)
