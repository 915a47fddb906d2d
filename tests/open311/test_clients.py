"""Published clients over real HTTP: `georeport` reads; FixMyStreet's calls as its source makes them."""

from __future__ import annotations

from urllib.parse import urlencode

import httpx2
import pytest
from georeport import GeoReport

from tests.factories.cases import CaseFactory
from tests.factories.open311 import given_key
from tests.factories.people import UnitFactory
from tests.portal.reading import xml_root
from zhenglian.cases.api import Case
from zhenglian.kernel.clock import SYSTEM
from zhenglian.open311.enums import Scope

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def endpoint(live_server):
    """As FixMyStreet is told it: with a slash at the end."""
    return f"{live_server.url}/open311/v2/"


@pytest.fixture
def unit(transactional_db):
    return UnitFactory(name="市政务服务中心")


def shown(unit, **facts):
    now = SYSTEM.now()
    public = {"is_public": True, "is_public_checked": True, "text_public": "河水发黑🐟"}
    return CaseFactory(unit=unit, received_at=now, changed_at=now, **(public | facts))


@pytest.mark.parametrize("number", [1, 2])
def test_georeport_reads_in_json(endpoint, unit, number):
    cases = [shown(unit, lon=104.5, lat=32.4) for _ in range(number)]
    client = GeoReport(endpoint)

    services = client.get_service_list()
    definition = client.get_service_definition(services[0]["service_code"])
    listed = client.get_service_requests()
    single = client.get_service_request(cases[0].number)

    assert len(services) == 4
    assert definition["attributes"][0]["code"] == "fixmystreet_id"
    assert {row["service_request_id"] for row in listed} == {case.number for case in cases}
    assert single["service_request_id"] == cases[0].number
    assert single["description"] == "河水发黑🐟"


def test_georeport_reads_in_xml(endpoint, unit):
    cases = [shown(unit), shown(unit)]
    client = GeoReport(endpoint, output_format="xml")

    assert [row["service_name"] for row in client.get_service_list()][2] == "投诉求助"
    listed = client.get_service_requests()
    assert {row["service_request_id"] for row in listed} == {case.number for case in cases}
    assert client.get_service_request(cases[0].number)["description"] == "河水发黑🐟"


def get(url):
    return xml_root(httpx2.get(url, timeout=20).content)


def post(url, form):
    answer = httpx2.post(url, data=form, timeout=20)
    return answer.status_code, answer.headers["Content-Type"], xml_root(answer.content)


def test_fixmystreet_syncs_sends_twice_and_makes_one_case(endpoint, unit):
    key = given_key(client="FixMyStreet", scopes=list(Scope))[1]
    services = get(endpoint + "services.xml").findall("service")
    wanted = next(each for each in services if each.findtext("service_name") == "投诉求助")
    code = wanted.findtext("service_code")
    assert wanted.findtext("metadata") == "true"
    asked = get(f"{endpoint}services/{code}.xml").findall("attributes/attribute")
    codes = [each.findtext("code") for each in asked if each.findtext("automated") == "server_set"]
    assert codes == ["fixmystreet_id"]
    report = {
        "api_key": key,
        "service_code": code,
        "description": "河水发黑\n\n老桥下的水有臭味。\n\nhttps://fms.example.org/report/4711",
        "first_name": "张三丰",
        "last_name": "",
        "email": "z@example.org",
        "lat": "32.4123",
        "long": "104.5312",
        "media_url": ["https://fms.example.org/photo/1.jpeg", "https://fms.example.org/photo/2.jpeg"],
        "attribute[fixmystreet_id]": "4711",
        "attribute[title]": "河水发黑",
    }

    answers = [post(endpoint + "requests.xml", report) for _ in range(3)]

    assert {status for status, _, _ in answers} == {200}
    assert {kind for _, kind, _ in answers} == {"text/xml; charset=utf-8"}
    ids = {root.findtext("request/service_request_id") for _, _, root in answers}
    case = Case.objects.get()
    assert ids == {case.number}
    assert (case.title, case.reporter["name"]) == ("河水发黑", "张三丰")
    assert case.text["pin"] == [104.5312, 32.4123]


def test_fixmystreet_pushes_an_update_and_pulls_ours(endpoint, unit):
    key = given_key(scopes=list(Scope))[1]
    said = {"api_key": key, "service_code": "complaint", "description": "路灯不亮", "lat": "1", "long": "2"}
    number = post(endpoint + "requests.xml", said)[2].findtext("request/service_request_id")
    update = {
        "api_key": key,
        "service_request_id": number,
        "update_id": "77",
        "updated_datetime": "2026-01-15T09:00:00+08:00",
        "status": "OPEN",
        "description": "还没有修",
        "first_name": "张三丰",
        "last_name": "-",
    }

    pushed = [post(endpoint + "servicerequestupdates.xml", update)[2] for _ in range(2)]
    pulled = get(f"{endpoint}servicerequestupdates.xml?{urlencode({'api_key': key})}")

    assert {root.findtext("request_update/update_id") for root in pushed} == {f"{number}-2"}
    rows = pulled.findall("request_update")
    assert [row.findtext("update_id") for row in rows] == [f"{number}-1"]
    assert rows[0].findtext("description") == "诉求已收到。"
