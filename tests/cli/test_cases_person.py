"""`zhenglian cases export-person` and `erase-person`: by the code on the receipt."""

from __future__ import annotations

import json
import zipfile

import pytest
from click.testing import CliRunner

from tests.factories.cases import FourLevels
from zhenglian.cases.actions.citizens import withdraw_case
from zhenglian.cases.actions.opening import open_case
from zhenglian.cases.errors import CaseUnknown
from zhenglian.cases.reports import Report
from zhenglian.cli.cases import cases
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


def test_code_of_nobody_is_told(db, tmp_path):
    with pytest.raises(CaseUnknown):
        run("export-person", "ABCD-EFGH-JKLM", "--out", str(tmp_path / "x.zip"))
