"""An office that takes reports in, a client with a key, public cases, and calls in both formats."""

from __future__ import annotations

import json

import pytest

from tests.factories.cases import THEN, CaseFactory
from tests.factories.open311 import given_key
from tests.factories.people import UnitFactory
from tests.portal.reading import xml_root
from zhenglian.kernel.clock import SYSTEM

BASE = "/open311/v2/"


@pytest.fixture
def office(db):
    """Where reports come in."""
    return UnitFactory(name="市政务服务中心")


@pytest.fixture
def client_key(office):
    """(row, key)."""
    return given_key()


@pytest.fixture
def public_case(office):
    """A case that somebody has read and the public may see; received today."""

    def build(**changes):
        now = SYSTEM.now()
        facts = {
            "unit": office,
            "is_public": True,
            "is_public_checked": True,
            "title_public": "河水发黑",
            "text_public": "老桥下的河水发黑🐟",
            "reporter": {"name": "张三丰", "phone": "13912345678", "mail": "zsf@example.org"},
            "lon": 104.531234,
            "lat": 32.412345,
            "received_at": now,
            "changed_at": now,
            "answer_due_at": THEN,
        }
        return CaseFactory(**(facts | changes))

    return build


@pytest.fixture
def call(client, office):
    """`call("requests.xml", page=2)`: (status, JSON value or root element, response)."""

    def ask(path, **query):
        return read(client.get(BASE + path, query))

    return ask


@pytest.fixture
def send(client, client_key):
    """The same for a POST with the client's key; `form` None sends without it."""

    def post(path="requests.xml", *, api_key=client_key[1], **form):
        if api_key is not None:
            form["api_key"] = api_key
        return read(client.post(BASE + path, form))

    return post


def read(response):
    text = response.content
    if response["Content-Type"].startswith("application/json"):
        return response.status_code, json.loads(text), response
    return response.status_code, xml_root(text) if text[:1] == b"<" else None, response


def report(**changes):
    """What a sender must say, with a Chinese text."""
    facts = {
        "service_code": "complaint",
        "description": "河边有人倾倒垃圾🗑\n味道很大",
        "lat": "32.41",
        "long": "104.53",
    }
    return facts | changes
