"""The jobs of taking in and tidying up: registered, and doing their work by the real clock."""

import pytest

from tests.factories.accounts import AccountFactory
from tests.inbox.pushes import said
from zhenglian.inbox import tasks
from zhenglian.inbox.models import Change, Conversation
from zhenglian.jobs.registry import BESIDES, SCHEDULES
from zhenglian.kernel.clock import SYSTEM

pytestmark = pytest.mark.django_db


def test_pushes_are_taken_in_beside_the_queue():
    said(AccountFactory(), SYSTEM)

    BESIDES["inbox.take_in"].step()

    assert Conversation.objects.count() == 1
    assert BESIDES["inbox.take_in"].seconds < 1


@pytest.mark.parametrize(
    "name",
    [
        "inbox.fetch_media",
        "inbox.sweep_files",
        "inbox.close_quiet",
        "inbox.end_long_waits",
        "inbox.forget_changes",
    ],
)
def test_what_tidies_up_runs_by_the_clock(name):
    SCHEDULES[name].task.func()


def test_changes_are_forgotten_after_an_hour(clock):
    Change.objects.create(at=clock.now())  # the tests' clock shows a time long past
    Change.objects.create(at=SYSTEM.now())

    tasks.forget_old_changes.func()

    assert Change.objects.count() == 1
