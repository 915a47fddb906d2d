"""Keys: given by administrators, kept as a digest, counted by the database, refused when they must be."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.urls import reverse
from django.utils import translation

from tests.factories.open311 import given_key
from tests.factories.people import PostingFactory, StaffFactory
from tests.open311.conftest import report
from zhenglian.audit.api import entries_on
from zhenglian.open311 import errors
from zhenglian.open311.actions.keys import create_key, revoke_key, spend_key
from zhenglian.open311.enums import Scope
from zhenglian.open311.models import ApiKey
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db
PAGE = "open311:key_list"


@pytest.fixture
def administrator(office):
    return PostingFactory(unit=office, role=Role.ADMINISTRATOR).staff


def test_key_is_kept_as_a_digest_and_its_gift_is_audited(administrator, clock):
    key, secret = given_key(actor=administrator, clock=clock)

    stored = " ".join(str(value) for value in ApiKey.objects.values().get().values())
    entry = entries_on("open311.apikey", key.pk).get()
    assert secret not in stored
    assert len(secret) > 40
    assert entry.act == "open311.create_key"
    assert secret not in str(entry.detail)
    assert spend_key(secret, Scope.REPORT, clock=clock) == key


def test_only_administrators_of_the_top_give_and_revoke(office, clock):
    key, _ = given_key(clock=clock)

    for staff in (StaffFactory(), PostingFactory(unit=office, role=Role.SUPERVISOR).staff):
        with pytest.raises(errors.MayNotAdministerKeys):
            given_key(actor=staff, clock=clock)
        with pytest.raises(errors.MayNotAdministerKeys):
            revoke_key(key, actor=staff, clock=clock)


@pytest.mark.parametrize(
    "facts", [{"client": " "}, {"scopes": ["all"]}, {"per_minute": 0}, {"per_minute": 10**6}]
)
def test_incomplete_key_is_not_given(db, clock, facts):
    with pytest.raises(errors.KeyIncomplete):
        given_key(**facts, clock=clock)


def test_key_that_has_expired_already_is_not_given(db, clock):
    with pytest.raises(errors.KeyIncomplete):
        create_key("x", scopes=[Scope.REPORT], per_minute=1, expires_at=clock.now(), actor=None, clock=clock)


def test_missing_wrong_and_expired_keys_are_refused(office, clock):
    _, secret = given_key(expires_at=clock.now() + timedelta(days=1), clock=clock)

    with pytest.raises(errors.KeyMissing):
        spend_key("", Scope.REPORT, clock=clock)
    with pytest.raises(errors.KeyRefused):
        spend_key(secret[:-1], Scope.REPORT, clock=clock)
    clock.advance(timedelta(days=1))
    with pytest.raises(errors.KeyRefused):
        spend_key(secret, Scope.REPORT, clock=clock)


def test_revoked_key_is_refused_from_then_on(administrator, clock):
    key, secret = given_key(clock=clock)

    revoke_key(key, actor=administrator, clock=clock)

    with pytest.raises(errors.KeyRefused):
        spend_key(secret, Scope.REPORT, clock=clock)
    with pytest.raises(errors.RevokedAlready):
        revoke_key(key, actor=administrator, clock=clock)
    assert [entry.act for entry in entries_on("open311.apikey", key.pk)].count("open311.revoke_key") == 1


def test_scope_is_asked_for_each_call(send, office):
    reading = given_key(scopes=[Scope.READ_PRIVATE])[1]

    assert send(api_key=reading, **report())[0] == 403
    assert send(api_key=None, **report())[0] == 403
    assert send("servicerequestupdates.xml", api_key=reading)[0] == 403


def test_wrong_key_is_refused_even_where_none_is_needed(call):
    assert call("requests.xml", api_key="zl_wrong")[0] == 403


def test_rate_is_counted_by_the_minute(office, clock):
    key, secret = given_key(per_minute=3, clock=clock)

    for _ in range(3):
        spend_key(secret, None, clock=clock)
    with pytest.raises(errors.RateExceeded):
        spend_key(secret, None, clock=clock)
    clock.advance(timedelta(minutes=1))

    assert spend_key(secret, None, clock=clock) == key


def test_call_beyond_the_rate_is_answered_429_in_chinese(send):
    secret = given_key(per_minute=1)[1]

    answers = [send("requests.json", api_key=secret, **report()) for _ in range(6)]

    late = [(status, found[0]["description"]) for status, found, _ in answers if status != 200]
    assert len(late) >= 4  # a minute may end in between
    assert set(late) == {(429, "一分钟内调用次数过多，请下一分钟再试。")}


def test_call_that_fails_counts_as_well(send):
    secret = given_key(per_minute=1)[1]

    statuses = [send(api_key=secret)[0] for _ in range(6)]

    assert statuses[0] == 400
    assert statuses.count(429) >= 4


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("sqlite" in connection.settings_dict["ENGINE"], reason="one connection in memory")
def test_sixteen_threads_take_no_more_than_the_rate(db, clock):
    _, secret = given_key(per_minute=20, clock=clock)

    def take(_number):
        try:
            spend_key(secret, None, clock=clock)
        except errors.RateExceeded:
            return 0
        else:
            return 1
        finally:
            connections.close_all()

    with ThreadPoolExecutor(16) as threads:
        taken = sum(threads.map(take, range(60)))

    assert taken == 20


def form(**changes):
    facts = {"client": "随手拍", "scopes": ["report"], "per_minute": "60", "last_day": "2098-12-31"}
    return facts | changes


def test_page_shows_a_new_key_once(client, administrator):
    client.force_login(administrator)

    given = client.post(reverse(PAGE), form())
    again = client.get(reverse(PAGE))

    secret = given.context["secret"]
    assert secret in given.content.decode()
    assert "no-store" in given["Cache-Control"]
    assert secret not in again.content.decode()
    assert "随手拍" in again.content.decode()
    assert spend_key(secret, Scope.REPORT).created_by == administrator
    assert ApiKey.objects.get().expires_at.isoformat() == "2098-12-31T16:00:00+00:00"


@pytest.mark.parametrize("wrong", [{"client": ""}, {"last_day": "2001-01-01"}, {"per_minute": "0"}])
def test_page_says_what_is_wrong_with_a_form(client, administrator, wrong):
    client.force_login(administrator)

    page = client.post(reverse(PAGE), form(**wrong))

    assert page.status_code == 422
    assert 'role="alert"' in page.content.decode()
    assert not ApiKey.objects.exists()


def test_page_revokes(client, administrator):
    client.force_login(administrator)
    key, _ = given_key()

    client.post(reverse("open311:key_revoke", args=[key.pk]))
    again = client.post(reverse("open311:key_revoke", args=[key.pk]), follow=True)

    key.refresh_from_db()
    assert key.revoked_at is not None
    with translation.override("zh-hans"):
        assert str(errors.RevokedAlready.message) in again.content.decode()


def test_page_is_for_administrators_of_the_top(client, office):
    key, _ = given_key()
    client.force_login(PostingFactory(unit=office, role=Role.SUPERVISOR).staff)

    assert client.get(reverse(PAGE)).status_code in {302, 403}
    assert client.post(reverse("open311:key_revoke", args=[key.pk])).status_code in {302, 403}
    key.refresh_from_db()
    assert key.revoked_at is None
