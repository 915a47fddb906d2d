"""The page of the arbiters: set by name, replaced, removed, by administrators of the topmost office only."""

from __future__ import annotations

import pytest

from tests.factories.people import PostingFactory
from tests.journeys.staff_house import browsing
from zhenglian.audit.models import Entry
from zhenglian.cases.actions.arbitration import dispute_case, drop_arbiter, set_arbiter
from zhenglian.cases.errors import AreaUnknown, MayNotSetArbiters
from zhenglian.cases.models import Arbiter
from zhenglian.cases.reports import Place
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db
ADDRESS = "/staff/desk/cases/arbiters/"


@pytest.fixture
def administrator(house):
    return browsing(PostingFactory(role=Role.ADMINISTRATOR, unit=house.units["ministry"]).staff)


def rows():
    return dict(Arbiter.objects.values_list("area_code", "unit__name"))


def test_without_arbiters_the_page_says_who_decides_and_what_to_do(administrator):
    shown = administrator.get(ADDRESS).content.decode()

    assert "尚未为任何地区指定裁定单位" in shown
    assert "没有指定的地区由生态环境部裁定" in shown


def test_arbiter_set_by_names_is_listed_and_gets_the_disputes_of_the_area(house, administrator, given):
    done = administrator.post(ADDRESS, {"area": "绵阳市", "unit": "四川省生态环境厅"}, follow=True)
    case = given(place=Place(county_code="510727"))

    dispute_case(case, reason="跨界", actor=house.officers["county"])

    assert "四川省绵阳市</strong>：四川省生态环境厅" in done.content.decode()
    assert rows() == {"5107": "四川省生态环境厅"}
    assert case.arbitrations.get().owner == house.units["province"]
    assert Entry.objects.filter(act="cases.set_arbiter").count() == 1


def test_line_is_changed_and_removed(house, administrator):
    set_arbiter("51", house.units["province"], actor=None)
    began = administrator.get(f"{ADDRESS}?area=51").content.decode()

    administrator.post(ADDRESS, {"area": "510000", "unit": "绵阳市生态环境局"})
    changed = rows()
    administrator.post(ADDRESS, {"drop": "51"})

    assert 'value="四川省"' in began
    assert 'value="生态环境部/四川省生态环境厅"' in began
    assert changed == {"51": "绵阳市生态环境局"}
    assert rows() == {}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"area": "火星省", "unit": "四川省生态环境厅"}, "没有名为“火星省”的地区"),
        ({"area": "鼓楼区", "unit": "四川省生态环境厅"}, "福建省福州市鼓楼区"),
        ({"area": "四川省", "unit": "火星厅"}, "火星厅"),
        ({"area": "四川省", "unit": ""}, "请填写单位名称"),
        ({"drop": "51"}, "没有这个地区"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(administrator, fields, said):
    refused = administrator.post(ADDRESS, fields)

    assert refused.status_code == 422
    assert said in refused.content.decode()
    assert rows() == {}


def test_closed_office_decides_nothing_and_the_page_says_so(house, administrator, given, clock):
    province = house.units["province"]
    set_arbiter("51", province, actor=None)
    province.valid_until = clock.now().date()
    province.save()
    case = given(place=Place(county_code="510727"))

    dispute_case(case, reason="跨界", actor=house.officers["county"])

    assert case.arbitrations.get().owner == house.units["ministry"]
    assert "已撤销，不再裁定" in administrator.get(ADDRESS).content.decode()


def test_others_do_not_enter_and_the_actions_refuse_them(house, desk):
    supervisor = house.supervisors["ministry"]

    assert desk(supervisor).get(ADDRESS).status_code in {302, 403}
    with pytest.raises(MayNotSetArbiters):
        set_arbiter("51", house.units["city"], actor=supervisor)
    with pytest.raises(MayNotSetArbiters):
        drop_arbiter("51", actor=supervisor)
    with pytest.raises(AreaUnknown):
        set_arbiter("5199", house.units["city"], actor=None)
