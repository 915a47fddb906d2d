import json

import pytest
from click.testing import CliRunner

from zhenglian.cli import doctor
from zhenglian.cli.checkups import Finding

GOOD = Finding("数据库", "good", "SQLite")
POOR = Finding("时钟", "bad", "相差 90 秒", "请开启时间同步。")


@pytest.fixture
def findings(monkeypatch):
    shown = []
    monkeypatch.setattr(doctor, "CHECKUPS", {"probe": lambda: shown})
    return shown


def test_each_finding_is_one_line_with_its_mend(findings):
    findings += [GOOD, POOR]

    output = CliRunner().invoke(doctor.doctor).output

    assert output.splitlines() == ["✓ 数据库: SQLite", "✗ 时钟: 相差 90 秒 → 请开启时间同步。"]


@pytest.mark.parametrize(("found", "status"), [([GOOD], 0), ([GOOD, POOR], 1)])
def test_exit_status_tells_whether_anything_is_bad(findings, found, status):
    findings += found

    assert CliRunner().invoke(doctor.doctor).exit_code == status


def test_json_is_the_last_line(findings):
    findings += [POOR]

    last = CliRunner().invoke(doctor.doctor, ["--json"]).output.splitlines()[-1]

    assert json.loads(last)[0]["mend"] == "请开启时间同步。"
