"""The OpenAPI document: its addresses are answered, and the answers are what it says."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.open311.conftest import BASE, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def described(client, office):
    response = client.get(f"{BASE}openapi.json")
    assert response.status_code == 200
    return response.json()


def faults(described, path, method, answer):
    """Against the schema of the 200 answer."""
    place = f"/paths/{path.replace('/', '~1')}/{method}/responses/200/content/application~1json/schema"
    resource = DRAFT202012.create_resource(described)
    registry = Registry().with_resource("urn:document", resource)
    validator = Draft202012Validator({"$ref": f"urn:document#{place}"}, registry=registry)
    return [fault.message for fault in validator.iter_errors(answer)]


def test_document_names_the_endpoint(described, settings):
    assert described["openapi"] == "3.1.0"
    assert described["servers"][0]["url"] == f"{settings.SITE_URL.rstrip('/')}/open311/v2"


def test_answers_are_what_the_document_says(described, call, send, public_case):
    case = public_case()
    posted = send("requests.json", **report())[1]
    update = {
        "service_request_id": posted[0]["service_request_id"],
        "update_id": "1",
        "updated_datetime": "2026-01-15",
        "status": "open",
        "description": "再说一句",
    }
    said = {
        ("/services.json", "get"): call("services.json")[1],
        ("/services/{code}.json", "get"): call("services/report.json")[1],
        ("/requests.json", "get"): call("requests.json")[1],
        ("/requests.json", "post"): posted,
        ("/requests/{id}.json", "get"): call(f"requests/{case.number}.json")[1],
        ("/servicerequestupdates.json", "post"): send("servicerequestupdates.json", **update)[1],
        ("/servicerequestupdates.json", "get"): call("servicerequestupdates.json")[1],
    }

    assert {key: faults(described, *key, answer) for key, answer in said.items()} == {key: [] for key in said}
    assert faults(described, "/requests.json", "get", [{"status": "fixed"}])
