"""The website's shelf: idempotent, and never turned back by an old delivery."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.channels import PAGE_URL, queued, website_payload
from zhenglian.channels.actions.web_copies import DatabaseWebStore
from zhenglian.channels.models import WebCopy

pytestmark = pytest.mark.django_db


def put(delivery, clock):
    return DatabaseWebStore(clock).put(url=PAGE_URL, digest=delivery.payload_id, delivery_id=delivery.pk)


def test_putting_twice_changes_nothing(clock):
    delivery = queued(clock=clock)
    put(delivery, clock)
    first = WebCopy.objects.get()
    clock.advance(timedelta(minutes=1))

    assert put(delivery, clock)
    again = WebCopy.objects.get()

    assert (again.updated_at, again.payload_id) == (first.updated_at, first.payload_id)


def test_correction_replaces_and_keeps_the_first_day(clock):
    first = queued(clock=clock, reference="r:1")
    second = queued(payload=website_payload(title="更正"), clock=clock, reference="r:2")
    start = clock.now()
    put(first, clock)
    clock.advance(timedelta(hours=1))

    assert put(second, clock)

    copy = WebCopy.objects.get()
    assert (copy.payload_id, copy.first_published_at) == (second.payload_id, start)
    assert copy.updated_at == clock.now()
    assert DatabaseWebStore(clock).digest_at(PAGE_URL) == second.payload_id


def test_older_delivery_does_not_undo_a_newer_one(clock):
    older = queued(clock=clock, reference="r:1")
    newer = queued(payload=website_payload(title="更正"), clock=clock, reference="r:2")
    put(newer, clock)

    assert not put(older, clock)
    assert DatabaseWebStore(clock).digest_at(PAGE_URL) == newer.payload_id


def test_empty_shelf_has_no_digest(clock):
    assert DatabaseWebStore(clock).digest_at("https://www.example.test/none/") == ""
