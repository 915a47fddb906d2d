"""Files that no row names, and those that are left alone."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest

from tests.cases.public.conftest import picture
from tests.factories.cases import CaseFactory
from zhenglian.cases.actions.files import file_bytes, folder_of_files, keep_file
from zhenglian.cases.actions.photos import add_photos
from zhenglian.cases.actions.sweeping import sweep_files
from zhenglian.cases.errors import FileGone
from zhenglian.jobs.registry import SCHEDULES
from zhenglian.kernel.clock import SYSTEM, FixedClock

pytestmark = pytest.mark.django_db
WORDS = b"a document"


@pytest.fixture
def tomorrow():
    """More than a day after what the tests write now."""
    return FixedClock(SYSTEM.now() + timedelta(hours=25))


def test_file_without_row_is_removed_after_a_day(tomorrow):
    digest = keep_file(WORDS)

    assert (sweep_files(), sweep_files(clock=tomorrow), sweep_files(clock=tomorrow)) == (0, 1, 0)
    with pytest.raises(FileGone):
        file_bytes(digest)


def test_half_a_file_is_removed_after_a_day(tomorrow):
    half = folder_of_files() / "ab" / f"{'ab' * 32}.1234"
    half.parent.mkdir(parents=True)
    half.write_bytes(b"half")

    assert sweep_files(clock=tomorrow) == 1
    assert not half.exists()


@pytest.mark.parametrize("is_blurred", [False, True])
def test_file_that_a_row_names_is_left_alone(is_blurred, tomorrow):
    (photo,) = add_photos(CaseFactory(), [picture().read()], visit=None, actor=None, clock=SYSTEM)
    if is_blurred:
        photo.digest, photo.blurred_digest = "", photo.digest
        photo.save()

    assert sweep_files(clock=tomorrow) == 0
    assert file_bytes(photo.digest or photo.blurred_digest)


def test_file_sent_again_is_young_again():
    digest = keep_file(WORDS)
    path = folder_of_files() / digest[:2] / digest
    os.utime(path, (0, 0))

    keep_file(WORDS)

    assert sweep_files() == 0
    assert file_bytes(digest) == WORDS


def test_sweeping_runs_by_the_clock():
    SCHEDULES["cases.sweep_files"].task.func()
