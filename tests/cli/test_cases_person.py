"""`zhenglian cases export-person` and `erase-person`: by the code on the receipt."""

from __future__ import annotations

import json
import zipfile
from datetime import timedelta

import pytest
from click.testing import CliRunner

from tests.cases.test_opening import picture
from tests.factories.cases import FourLevels
from zhenglian.audit.api import entries_on
from zhenglian.cases.actions.citizens import withdraw_case
from zhenglian.cases.actions.due_times import subject_of
from zhenglian.cases.actions.files import file_bytes
from zhenglian.cases.actions.opening import open_case
from zhenglian.cases.actions.reporting import join_report
from zhenglian.cases.errors import CaseUnknown, FileGone
from zhenglian.cases.reports import Contact, Report
from zhenglian.cli.cases import cases
from zhenglian.kernel.clock import FixedClock
from zhenglian.kernel.ids import spaced

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(clock):
    FourLevels()
    return open_case(Report(text="龙安镇老桥下的河水发黑"), clock=clock)


def run(*words):
    return CliRunner().invoke(cases, words, catch_exceptions=False)


def test_everything_is_written_into_a_new_file_that_only_the_caller_reads(case, tmp_path):
    out = tmp_path / "case.zip"

    told = json.loads(
        run("export-person", spaced(case.code), "--out", str(out), "--json").output.splitlines()[-1]
    )

    assert (told["number"], told["files"]) == (case.number, 0)
    assert out.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(out) as archive:
        assert json.loads(archive.read("data.json"))["text"]["text"] == case.words
    assert run("export-person", case.code, "--out", str(out)).exit_code == 1


def test_erasing_asks_first_and_then_leaves_no_word(case, clock):
    withdraw_case(case, clock=clock)
    assert run("erase-person", case.code).exit_code == 1

    assert run("erase-person", case.code, "--yes").exit_code == 0

    case.refresh_from_db()
    assert case.words == ""


def test_neighbour_who_joined_is_exported_and_erased_by_their_own_code(
    case, clock, tmp_path, django_capture_on_commit_callbacks
):
    sent = Report("我也看到了", contact=Contact("王小明", "13800001111"), photos=(picture(),))
    later = FixedClock(clock.now() + timedelta(hours=1))
    code, out = join_report(case, sent, key="k", clock=later).code, tmp_path / "x.zip"
    digest = case.photos.get().digest

    assert run("export-person", code, "--out", str(out)).exit_code == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert run("erase-person", code, "--yes").exit_code == 0

    with zipfile.ZipFile(out) as archive:
        told = json.loads(archive.read("data.json"))
        assert len(archive.namelist()) == 2
    assert (told["text"], told["reporter"]["name"]) == ("我也看到了", "王小明")
    follower = case.followers.get()
    assert (follower.words, follower.contact, case.photos.count()) == ("", None, 0)
    with pytest.raises(FileGone):
        file_bytes(digest)
    case.refresh_from_db()
    assert case.words
    entry = entries_on(*subject_of(case).audited()[:2]).filter(act="cases.erase_person").get()
    assert "王小明" not in str(entry.detail)


def test_code_of_nobody_is_told(db, tmp_path):
    with pytest.raises(CaseUnknown):
        run("export-person", "ABCD-EFGH-JKLM", "--out", str(tmp_path / "x.zip"))
