"""The jobs exist under their names, run by the clock, and are woken by signals."""

from __future__ import annotations

import pytest

from tests.factories.channels import PAGE_URL, queued
from zhenglian.channels import tasks
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.selectors.copies import web_copy
from zhenglian.channels.signals import callback_stored
from zhenglian.jobs.api import run_due_jobs
from zhenglian.jobs.models import JobRow
from zhenglian.jobs.registry import SCHEDULES
from zhenglian.kernel.clock import SYSTEM

NAMES = ["channels.deliver_due", "channels.poll_results", "channels.reconcile"]


@pytest.mark.parametrize("name", NAMES)
def test_job_runs_every_five_seconds(name):
    assert SCHEDULES[name].interval.total_seconds() == 5


@pytest.mark.django_db(transaction=True)
def test_queued_website_page_is_online_after_the_worker_ran():
    delivery = queued(clock=SYSTEM)

    run_due_jobs()

    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.PUBLISHED
    assert web_copy(PAGE_URL).payload.url == PAGE_URL


@pytest.mark.django_db(transaction=True)
def test_result_that_was_pushed_wakes_the_poller():
    callback_stored.send(sender=None, kinds=frozenset({"text", "publishjobfinish"}))

    assert [row.task_path for row in JobRow.objects.all()] == [tasks.poll_results.module_path]


@pytest.mark.django_db(transaction=True)
def test_message_of_a_citizen_does_not_wake_the_poller():
    callback_stored.send(sender=None, kinds=frozenset({"text"}))

    assert not JobRow.objects.exists()
