"""GET requests: filters, the rule of ninety days, what stays private, and that no personal data leaves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.factories.cases import CaseFactory
from tests.factories.open311 import ReceptionFactory, given_key
from tests.open311.conftest import BASE
from zhenglian.cases.enums import CaseState
from zhenglian.kernel.clock import SYSTEM
from zhenglian.open311 import errors
from zhenglian.open311.enums import Scope
from zhenglian.open311.parameters import Asked, read_moment
from zhenglian.open311.selectors.requests import MOST, requests, token_state

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 15, 1, 0, tzinfo=UTC)


def found(**query):
    asked = Asked.of({name: [str(value)] for name, value in query.items()})
    return [case.number for case in requests(asked, key=None, now=NOW)]


@pytest.fixture
def aged(public_case):
    """A public case that came in so many days ago."""
    return lambda days, **facts: public_case(received_at=NOW - timedelta(days=days), **facts).number


def test_last_ninety_days_are_meant_when_nothing_is_said(aged):
    inside, _outside = aged(90), aged(90.01)

    assert found() == [inside]


def test_ninety_days_are_a_span_and_ninety_one_are_not(aged):
    number = aged(100)
    start, end = NOW - timedelta(days=101), NOW - timedelta(days=11)

    assert found(start_date=start.isoformat(), end_date=end.isoformat()) == [number]
    with pytest.raises(errors.SpanTooLong):
        found(start_date=(start - timedelta(seconds=1)).isoformat(), end_date=end.isoformat())


def test_one_date_alone_opens_ninety_days(aged):
    old, newer = aged(200), aged(150)
    first, last = (NOW - timedelta(days=201)).isoformat(), (NOW - timedelta(days=140)).isoformat()

    assert found(start_date=first) == [newer, old]
    assert found(end_date=last) == [newer, old]
    assert found(end_date=(NOW - timedelta(days=160)).isoformat()) == [old]


def test_end_before_start_is_refused():
    with pytest.raises(errors.ParameterInvalid):
        found(start_date="2026-01-02T00:00:00Z", end_date="2026-01-01T00:00:00Z")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-01-15T09:00:00+08:00", NOW),
        ("2026-01-15T09:00:00 08:00", NOW),
        ("2026-01-15T01:00:00Z", NOW),
        ("2026-01-15T01:00:00.999Z", NOW),
        ("2026-01-15T09:00", NOW),
        ("2026-01-15", NOW - timedelta(hours=9)),
    ],
)
def test_moment_is_read_as_clients_write_it(said, meant):
    assert read_moment(said, "start_date") == meant


@pytest.mark.parametrize(
    "said",
    [
        "yesterday",
        "2026-13-01",
        "0001-01-01T00:00:00+14:00",
        "９９９９-01-01",
        "2026-01-15T25:00:00Z",
        "2026-01-15T00:00:00+99:00",
    ],
)
def test_moment_that_is_none_is_refused(said):
    with pytest.raises(errors.ParameterInvalid):
        read_moment(said, "start_date")


def test_status_is_open_or_closed(aged):
    waiting, done = aged(1), aged(2, state=CaseState.CLOSED)

    assert found(status="open") == [waiting]
    assert found(status="CLOSED") == [done]
    assert found(status="open,closed") == [waiting, done]
    with pytest.raises(errors.ParameterInvalid):
        found(status="fixed")


def test_services_are_a_comma_list(aged):
    one, two, _three = aged(1, class_key="report"), aged(2), aged(3, class_key="suggestion")

    assert found(service_code="complaint,report") == [one, two]
    assert found(service_code="ufo") == []


def test_ids_beat_every_other_filter(aged):
    old, new = aged(400), aged(1)

    ids = f"{old}, {new},2020-000001"
    assert found(service_request_id=ids, status="closed", start_date="2000-01-01") == [new, old]


def test_changed_since_then(aged):
    _old, new = aged(3, changed_at=NOW - timedelta(days=3)), aged(3, changed_at=NOW)

    assert found(updated_after="2026-01-15T00:00:00Z") == [new]


def test_pages_follow_each_other(aged):
    numbers = [aged(days) for days in (1, 2, 3)]

    assert found(page_size=2) == numbers[:2]
    assert found(page_size=2, page=2) == numbers[2:]
    for wrong in ({"page": 0}, {"page_size": MOST + 1}, {"page": "x"}):
        with pytest.raises(errors.ParameterInvalid):
            found(**wrong)


def test_more_than_a_thousand_are_cut_to_the_newest(office):
    CaseFactory.create_batch(
        2, unit=office, is_public=True, is_public_checked=True, received_at=NOW - timedelta(days=1)
    )
    CaseFactory._meta.model.objects.bulk_create(
        CaseFactory.build(unit=office, is_public=True, is_public_checked=True, received_at=NOW)
        for _ in range(MOST - 1)
    )

    assert len(found()) == MOST
    assert len(found(page=2)) == 1


PRIVATE = [
    {"is_public": False},
    {"is_public_checked": False},
    {"state": CaseState.WITHDRAWN},
    {"state": CaseState.JOINED},
]


@pytest.mark.parametrize("facts", PRIVATE)
def test_private_case_is_nowhere(call, client_key, public_case, facts):
    case = public_case(**facts)
    other = given_key()[1]
    row = ReceptionFactory(case=case, key=client_key[0])

    for key in ({}, {"api_key": other}):
        assert call("requests.json", **key)[1] == []
        assert call("requests.json", service_request_id=case.number, **key)[1] == []
        assert call(f"requests/{case.number}.xml", **key)[0] == 404
        assert call("servicerequestupdates.json", **key)[1] == []
        _, token, _ = call(f"tokens/{row.token}.json", **key)
        assert "service_request_id" not in token[0]


def test_client_follows_its_own_reports_only_with_the_scope(call, public_case):
    reader, reader_key = given_key(scopes=[Scope.REPORT, Scope.READ_PRIVATE])
    sender, sender_key = given_key(scopes=[Scope.REPORT])
    own = ReceptionFactory(key=reader, case=public_case(is_public=False)).case
    others = ReceptionFactory(key=sender, case=public_case(is_public=False)).case

    assert [row["service_request_id"] for row in call("requests.json", api_key=reader_key)[1]] == [own.number]
    assert call(f"requests/{others.number}.json", api_key=reader_key)[0] == 404
    assert call(f"requests/{others.number}.json", api_key=sender_key)[0] == 404
    assert call(f"requests/{own.number}.json", api_key=reader_key)[1][0]["lat"] == own.lat


def test_nothing_personal_leaves_in_any_answer(client, client_key, public_case):
    case = public_case(reporter={"name": "张三丰", "phone": "13912345678", "mail": "zsf@example.org"})
    ReceptionFactory(case=case, key=client_key[0])
    secret = ("张三丰", "13912345678", "zsf@example.org", case.code, "龙安镇", "account")
    paths = ["requests", f"requests/{case.number}", "servicerequestupdates"]

    for path in paths:
        for form in ("xml", "json"):
            for query in ({}, {"api_key": client_key[1]}):
                text = client.get(f"{BASE}{path}.{form}", query).content.decode()
                assert [word for word in secret if word in text] == []


def test_private_words_are_not_even_read(public_case, django_assert_num_queries):
    public_case()

    with django_assert_num_queries(1):
        (case,) = requests(Asked.of({}), key=None, now=SYSTEM.now())

    assert case.get_deferred_fields() >= {"text", "reporter", "rating_words"}


def test_unknown_token_is_not_found(office):
    with pytest.raises(errors.TokenUnknown):
        token_state("0" * 32, key=None)


def test_jurisdiction_is_the_sites_own(call, settings):
    settings.SITE_URL = "https://www.shuiwu.example.gov.cn"

    assert call("services.xml", jurisdiction_id="shuiwu.example.gov.cn")[0] == 200
    assert call("services.xml", jurisdiction_id="")[0] == 200
    assert call("services.xml", jurisdiction_id="elsewhere.example.org")[0] == 404


def test_head_and_options_are_answered(client, office):
    head = client.head(f"{BASE}requests.json")
    options = client.options(f"{BASE}requests.json")

    assert (head.status_code, head.content) == (200, b"")
    assert (options.status_code, options["Allow"]) == (204, "GET, POST, HEAD, OPTIONS")


def test_method_that_is_not_taken_is_refused_in_the_format(client, office):
    response = client.delete(f"{BASE}services.json")

    assert (response.status_code, response.json()[0]["code"]) == (400, 400)
