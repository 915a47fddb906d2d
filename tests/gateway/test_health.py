import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import OperationalError, connection

from tests.factories.channels import queued
from tests.gateway.asking import ask
from zhenglian.gateway import health
from zhenglian.gateway.health import Health, HealthPage, measured_health


@pytest.fixture
def executor():
    with ThreadPoolExecutor(1) as executor:
        yield executor


def answer_for(executor, found):
    return ask(HealthPage(executor, measure=lambda: found), "/healthz")


def test_health_is_good_when_nothing_waits(db, clock):
    assert measured_health(clock=clock) == Health(database=True, unsent_age_s=0.0)


def test_health_tells_how_long_the_oldest_unsent_item_is_due(db, clock):
    queued(clock=clock)
    clock.advance(timedelta(minutes=20))

    found = measured_health(clock=clock)

    assert found == Health(database=True, unsent_age_s=1200, red=(("channels.unsent", 1200),))
    assert not found.is_good


def test_item_within_its_bound_is_no_alarm(db, clock):
    queued(clock=clock)
    clock.advance(timedelta(minutes=15))

    found = measured_health(clock=clock)

    assert found == Health(database=True, unsent_age_s=900)
    assert found.is_good


def test_health_without_database_is_an_answer(db, clock):
    def away(execute, sql, params, many, context):
        raise OperationalError("away")

    with connection.execute_wrapper(away):
        found = measured_health(clock=clock)

    assert found.database is False


def test_page_answers_200_while_all_is_well(executor):
    answer = answer_for(executor, Health(database=True, unsent_age_s=899.6))

    assert answer.status == 200
    assert answer.headers[b"cache-control"] == b"no-store"
    assert json.loads(answer.text) == {
        "status": "ok",
        "database": "ok",
        "oldest_unsent_s": 900,
        "red": [],
    }


def test_page_answers_503_with_names_and_ages_of_what_is_red(executor):
    answer = answer_for(executor, Health(database=True, red=(("channels.unknown", 1801.4),)))

    assert answer.status == 503
    assert json.loads(answer.text)["status"] == "failing"
    assert json.loads(answer.text)["red"] == [{"name": "channels.unknown", "age_s": 1801}]


def test_page_answers_503_without_database(executor):
    answer = answer_for(executor, Health(database=False))

    assert answer.status == 503
    assert json.loads(answer.text)["database"] == "unreachable"


def test_page_does_not_wait_for_ever(executor, monkeypatch):
    monkeypatch.setattr(health, "TIMEOUT_S", 0.01)
    hangs = threading.Event()

    answer = ask(HealthPage(executor, measure=lambda: hangs.wait(60) and None), "/healthz")
    hangs.set()

    assert json.loads(answer.text)["database"] == "unreachable"


def test_page_takes_questions_only(executor):
    assert ask(HealthPage(executor), "/healthz", method="POST").status == 405
