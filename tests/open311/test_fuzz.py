"""Whatever is asked or sent: an answer that can be read, in the format asked for, and never a 500."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.factories.open311 import given_key
from tests.factories.people import UnitFactory
from tests.open311.conftest import BASE
from tests.portal.reading import xml_root
from zhenglian.cases.api import Case

NAMES = [
    "service_code", "lat", "long", "address_string", "address_id", "description", "media_url", "email",
    "phone", "first_name", "last_name", "account_id", "jurisdiction_id", "service_request_id", "update_id",
    "updated_datetime", "status", "start_date", "end_date", "page", "page_size", "updated_after",
    "attribute[fixmystreet_id]", "attribute[publish]", "attribute[]", "attribute[a][]", "attribute[[b]]",
]  # fmt: skip
LIKELY = [
    "complaint", "consultation", "open", "closed", "2026-01-15T09:00:00+08:00", "2026-01-15", "9999-12-31",
    "0", "-1", "1e400", "nan", "32.4", "104.5", "yes", "2026-000001", "true", "127.0.0.1", "",
]  # fmt: skip
VALUES = st.one_of(st.sampled_from(LIKELY), st.text(max_size=60), st.integers().map(str))
PARAMETERS = st.dictionaries(
    st.one_of(st.sampled_from(NAMES), st.text(max_size=20)), st.lists(VALUES, max_size=3), max_size=12
)
READING = st.sampled_from(
    [
        "services",
        "services/complaint",
        "discovery",
        "requests",
        "requests/2026-000001",
        "servicerequestupdates",
        "tokens/x",
    ]
)
FORMS = st.sampled_from(["xml", "json"])


def speakable(parameters):
    """Lone surrogates cannot be sent over HTTP at all."""
    clean = {}
    for name, values in parameters.items():
        clean[name.encode("utf-8", "replace").decode()] = [
            value.encode("utf-8", "replace").decode() for value in values
        ]
    return clean


def check(response, form):
    assert response.status_code in {200, 400, 403, 404, 429}
    text = response.content
    if form == "json":
        json.loads(text)
    else:
        xml_root(text)


class AnyParameters(TestCase):
    """Hypothesis rolls the database back after each example."""

    @classmethod
    def setUpTestData(cls):
        UnitFactory(name="市政务服务中心")
        cls.secret = given_key()[1]

    @settings(max_examples=150)
    @given(READING, FORMS, PARAMETERS, st.booleans())
    def test_reading_never_breaks(self, path, form, parameters, with_key):
        query = speakable(parameters) | ({"api_key": [self.secret]} if with_key else {})

        check(self.client.get(f"{BASE}{path}.{form}", query), form)

    @settings(max_examples=100)
    @given(st.sampled_from(["requests", "servicerequestupdates"]), FORMS, PARAMETERS, st.booleans())
    def test_sending_never_breaks(self, path, form, parameters, is_multipart):
        said = speakable(parameters) | {"api_key": [self.secret]}
        kind = {} if is_multipart else {"content_type": "application/x-www-form-urlencoded"}
        if not is_multipart:
            from django.utils.http import urlencode

            said = urlencode(said, doseq=True)

        check(self.client.post(f"{BASE}{path}.{form}", said, **kind), form)

    @settings(max_examples=60)
    @given(st.text(min_size=1, max_size=200), st.text(max_size=40), FORMS)
    def test_any_text_becomes_a_case_or_a_refusal(self, words, title, form):
        said = {
            "api_key": self.secret, "service_code": "complaint", "lat": "1", "long": "2",
            "description": words, "attribute[title]": title,
        }  # fmt: skip
        spoken = {name: value.encode("utf-8", "replace").decode() for name, value in said.items()}
        before = Case.objects.count()

        response = self.client.post(f"{BASE}requests.{form}", spoken)

        check(response, form)
        assert Case.objects.count() - before == (response.status_code == 200)


@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe", b"a" * 3_000_000, b"&".join([b"a=1"] * 2000), b"%ZZ=%&&=="]
)
def test_odd_bodies_are_refused_in_words(db, client, body):
    response = client.post(f"{BASE}requests.json", body, content_type="application/x-www-form-urlencoded")

    assert response.status_code in {400, 403}
    assert response.json()[0]["description"]
