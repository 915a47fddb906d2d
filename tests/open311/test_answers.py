"""Every answer against its schema, in JSON; the same facts in XML; 0, 1 and n items of each list."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.open311 import ReceptionFactory, given_key
from tests.open311.conftest import report
from tests.open311.schemas import SCHEMAS, faults
from tests.portal.reading import xml_root
from zhenglian.cases.actions.citizens import withdraw_case
from zhenglian.cases.api import Case
from zhenglian.clocks.actions.policies import policy_in_force
from zhenglian.clocks.models import Policy
from zhenglian.open311 import definitions, errors
from zhenglian.open311.actions.changesets import changed_at
from zhenglian.open311.definitions import Attribute, check_attributes, definition_answer
from zhenglian.open311.enums import Datatype
from zhenglian.open311.selectors.catalogue import catalogue
from zhenglian.open311.writing import Answer, Many, json_of, xml_of
from zhenglian.triage.models import Category

pytestmark = pytest.mark.django_db


def test_discovery_names_the_endpoint_in_both_formats(call, settings):
    settings.SITE_URL = "https://www.example.gov.cn/"

    status, found, _ = call("discovery.json")
    _, root, _ = call("discovery.xml")

    assert (status, faults("discovery", found)) == (200, [])
    assert found["endpoints"][0]["url"] == "https://www.example.gov.cn/open311/v2"
    assert root.tag == "discovery"
    assert root.findtext("endpoints/endpoint/url") == "https://www.example.gov.cn/open311/v2"
    formats = [each.text for each in root.findall("endpoints/endpoint/formats/format")]
    assert formats == ["text/xml", "application/json"]


def test_discovery_stands_beside_the_version_too(client, db):
    assert client.get("/open311/discovery.xml").status_code == 200


def test_changeset_moves_only_when_the_services_change(office, clock):
    first = changed_at(catalogue(), clock=clock)
    clock.advance(timedelta(days=1))
    again = changed_at(catalogue(), clock=clock)
    Policy.objects.create(
        **{**policy_in_force("complaint").said, "label": "市民投诉"},
        class_key="complaint", version=2, changed_at=clock.now(),
    )  # fmt: skip

    assert first == again
    assert changed_at(catalogue(), clock=clock) == clock.now()


@pytest.fixture
def topics(db):
    """市政 with two topics, one of them with a third level."""
    above = Category.objects.create(key="市政", name="市政", level=1)
    lamps = Category.objects.create(key="市政/路灯", name="路灯", level=2, parent=above)
    Category.objects.create(key="市政/水", name="供水", level=2, parent=above)
    Category.objects.create(key="市政/路灯/不亮", name="不亮", level=3, parent=lamps)


def test_topics_are_services_of_their_own(call, topics):
    _, found, _ = call("services.json")

    assert faults("services", found) == []
    assert sorted((row["service_name"], row["group"], row["keywords"]) for row in found[4:]) == [
        ("供水", "市政", ""),
        ("路灯", "市政", "不亮"),
    ]
    assert [len(each) for each in call("services.xml")[1]] == [7] * 6


def test_case_belongs_to_the_service_of_its_topic(call, send, topics, public_case):
    code = next(row["service_code"] for row in call("services.json")[1] if row["service_name"] == "路灯")
    deep, other = public_case(category_key="市政/路灯/不亮"), public_case(category_key="市政/路灯杆")

    send(**report(service_code=code))
    by_topic = call("requests.json", service_code=code)[1]
    by_class = call("requests.json", service_code="complaint")[1]

    assert Case.objects.get(source="open311").category_key == "市政/路灯"
    assert [(row["service_request_id"], row["service_name"]) for row in by_topic] == [(deep.number, "路灯")]
    assert [(row["service_request_id"], row["service_code"]) for row in by_class] == [
        (other.number, "complaint")
    ]


def test_services_are_an_array_with_real_booleans(call):
    status, found, response = call("services.json")
    _, root, _ = call("services.xml")

    assert (status, faults("services", found)) == (200, [])
    assert [row["service_code"] for row in found] == ["consultation", "suggestion", "complaint", "report"]
    assert found[2]["service_name"] == "投诉求助"
    assert {row["type"] for row in found} == {"realtime"}
    assert [each.findtext("metadata") for each in root] == ["true"] * 4
    assert response["Access-Control-Allow-Origin"] == "*"


def test_services_fail_whole_rather_than_being_a_part(call, monkeypatch):
    monkeypatch.setattr("zhenglian.open311.selectors.catalogue.OFFERED", ())

    status, found, _ = call("services.json")

    assert (status, faults("errors", found)) == (503, [])


def test_definition_is_an_object_with_the_senders_own_id(call):
    status, found, _ = call("services/complaint.json")
    _, root, _ = call("services/complaint.xml")

    assert (status, faults("definition", found)) == (200, [])
    own = next(row for row in found["attributes"] if row["code"] == "fixmystreet_id")
    assert (own["variable"], own["required"], own["automated"]) == (True, False, "server_set")
    assert [row["order"] for row in found["attributes"]] == [1, 2, 3]
    publish = root.findall("attributes/attribute")[2]
    assert [(each.findtext("key"), each.findtext("name")) for each in publish.findall("values/value")] == [
        ("yes", "是"),
        ("no", "否"),
    ]


def test_every_service_has_its_definition(call):
    for row in call("services.json")[1]:
        assert call(f"services/{row['service_code']}.xml")[0] == 200


def test_unknown_service_has_no_definition(call):
    status, found, _ = call("services/ufo.json")

    assert (status, faults("errors", found), found[0]["code"]) == (404, [], 404)


@pytest.mark.parametrize("number", [0, 1, 3])
def test_list_of_requests_stays_a_list(call, public_case, number):
    cases = [public_case() for _ in range(number)]

    status, found, _ = call("requests.json")
    _, root, response = call("requests.xml")

    assert (status, faults("requests", found)) == (200, [])
    assert {row["service_request_id"] for row in found} == {case.number for case in cases}
    assert len(root.findall("request")) == number
    assert number or response.content.endswith(b"<service_requests></service_requests>")


def test_single_request_is_a_list_of_one(call, public_case):
    case = public_case()

    status, found, _ = call(f"requests/{case.number}.json")

    assert (status, faults("request", found)) == (200, [])
    assert found[0]["description"] == "老桥下的河水发黑🐟"
    assert found[0]["agency_responsible"] == "市政务服务中心"
    assert (found[0]["long"], found[0]["lat"]) == case.public_position != case.position
    assert found[0]["status_notes"] == "待分派"


def test_single_request_in_xml_has_empty_elements_for_what_is_not_known(call, public_case):
    _, root, _ = call(f"requests/{public_case(lat=None, lon=None).number}.xml")

    request = root.find("request")
    assert {request.findtext(name) for name in ("lat", "long", "address", "media_url")} == {""}


def test_posts_tokens_updates_and_errors_keep_their_schemas(send, call):
    _, key = given_key(by_token=True)
    _, posted, _ = send("requests.json", **report())
    _, by_token, _ = send("requests.json", api_key=key, **report())
    update = {
        "service_request_id": posted[0]["service_request_id"],
        "update_id": "9",
        "updated_datetime": "2026-01-15T09:00:00Z",
        "status": "OPEN",
        "description": "还是很臭",
    }
    _, pushed, _ = send("servicerequestupdates.json", **update)
    _, waiting, _ = call(f"tokens/{by_token[0]['token']}.json", api_key=key)
    refused = send("requests.json", api_key="wrong", **report())

    assert faults("posted", posted) == faults("posted", by_token) == faults("token", waiting) == []
    assert faults("pushed", pushed) == []
    assert (refused[0], faults("errors", refused[1])) == (403, [])


def test_updates_keep_their_schema(call, send, client_key, clock):
    send(**report())
    withdraw_case(Case.objects.get())

    status, found, _ = call("servicerequestupdates.json", api_key=client_key[1])

    assert (status, faults("updates", found)) == (200, [])
    assert [row["status"] for row in found] == ["open", "cancelled"]


def test_schemas_find_what_is_wrong():
    assert faults("services", {"services": []})
    assert faults("posted", [{"service_request_id": "1", "token": "2"}])
    assert faults("requests", [{"service_request_id": 1, "status": "open"}])
    assert set(SCHEMAS) >= {"discovery", "services", "definition", "requests", "request", "errors"}


def test_unknown_extension_is_plain_text(client, db):
    response = client.get("/open311/v2/services.yaml")

    assert (response.status_code, response["Content-Type"]) == (404, "text/plain; charset=utf-8")


def test_json_is_written_from_the_tree_where_xml_would_be_ambiguous():
    answer = Answer("service_requests", Many("request", ({"token": "<1>"},)))

    assert json_of(answer) == b'[{"token": "<1>"}]'
    assert xml_of(answer).endswith(
        b"<service_requests><request><token>&lt;1&gt;</token></request></service_requests>"
    )


def test_xml_carries_any_text_back(client):
    text = "水管<爆>了 & \"漏\" '水'\r\n第二行\t🐟 ]]>"

    root = xml_root(xml_of(Answer("root", {"text": text})))

    assert root.findtext("text") == text


def test_signs_that_xml_cannot_carry_are_taken_out():
    assert xml_of(Answer("a", "x\x00\x0b\ud800￿y")).endswith(b"<a>xy</a>")
    assert json_of(Answer("a", "x\ud800y")) == b'"xy"'


MADE = (
    Attribute("size", "how much", required=True),
    Attribute("kind", "which", Datatype.SEVERAL, values=(("a", "A"), ("b", "B"))),
    Attribute("one", "which", Datatype.ONE, values=(("1", "一"),)),
)


def test_missing_required_attribute_is_named_as_validators_look_for_it():
    with pytest.raises(errors.AttributeMissing, match="size required"):
        check_attributes({"kind": ["a"]}, MADE)


@pytest.mark.parametrize("given", [{"kind": ["c"]}, {"one": ["2"]}, {"one": ["1", "2"]}])
def test_values_outside_the_definition_are_refused(given):
    with pytest.raises(errors.ParameterInvalid):
        check_attributes({"size": ["3"]} | given, MADE)


def test_several_values_and_unknown_attributes_are_taken():
    check_attributes({"size": ["3"], "kind": ["a", "b"], "easting": ["1", "2"]}, MADE)


def test_definition_of_any_attributes_keeps_its_schema():
    service = definitions.Service("x", "名", "说明", "complaint")

    found = json_of(definition_answer(service, MADE))

    assert b'"order": 3' in found
    assert b'"required": true' in found


def test_receptions_of_others_do_not_make_a_case_public(call, office):
    row = ReceptionFactory()

    assert call(f"requests/{row.case.number}.json")[0] == 404
