"""Answers against the official JSON schemas, where the operator of these tests has a copy of them."""

from __future__ import annotations

import pytest

from tests.open311.conftest import report
from tests.open311.schemas import FOLDER, OFFICIAL, official

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not FOLDER,
        reason="OPEN311_SCHEMAS names no copy of open311.org's schema/georeport-v2 (no licence to ship it)",
    ),
]


@pytest.fixture
def said(call, send, public_case):
    """What each call that has an official schema answers, with values in every field that may have one."""
    number = public_case().number
    public_case(lon=None, lat=None, answer_due_at=None)
    send(**report())
    services = call("services.json")[1]
    definitions = [call(f"services/{row['service_code']}.json")[1] for row in services]
    return {
        "services": [services],
        "definition": definitions,
        "requests": [call("requests.json")[1], call("requests.json", page=99)[1]],
        "request": [call(f"requests/{number}.json")[1]],
    }


def test_official_schemas_accept_every_answer(said):
    found = {
        kind: [fault.message for answer in answers for fault in official(OFFICIAL[kind]).iter_errors(answer)]
        for kind, answers in said.items()
    }

    assert found == {kind: [] for kind in OFFICIAL}
    assert [len(answer) for answer in said["requests"]] == [2, 0]


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("services", [{"service_code": "report"}]),
        ("definition", {"attributes": []}),
        ("requests", [{"status": "open"}]),
    ],
)
def test_official_schemas_refuse_what_is_wrong(kind, wrong):
    assert list(official(OFFICIAL[kind]).iter_errors(wrong))
