"""A ministry, a province, a city and a county below it, and an administrator of the ministry."""

from types import SimpleNamespace

import pytest

from tests.factories.people import PostingFactory, UnitFactory
from zhenglian.people.enums import Role, UnitLevel


@pytest.fixture
def office(db):
    ministry = UnitFactory(name="生态环境部", level=UnitLevel.STATE)
    province = UnitFactory(name="四川省生态环境厅", level=UnitLevel.PROVINCE, parent=ministry)
    city = UnitFactory(name="绵阳市生态环境局", level=UnitLevel.CITY, parent=province)
    county = UnitFactory(name="平武县生态环境局", level=UnitLevel.COUNTY, parent=city)
    return SimpleNamespace(ministry=ministry, province=province, city=city, county=county)


@pytest.fixture
def administrator(office):
    return PostingFactory(role=Role.ADMINISTRATOR, unit=office.ministry).staff


@pytest.fixture
def officer(office):
    return PostingFactory(role=Role.DUTY_OFFICER, unit=office.county).staff
