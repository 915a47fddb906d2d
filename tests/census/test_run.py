"""A census from files alone: what is read, what is refused, what is printed."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

pytest.importorskip("ibis", reason="the extra «analytics» is not installed")

import pyarrow as pa
from pyarrow import parquet

import zhenglian.census
from zhenglian.cli.census import census

SAMPLE = Path(zhenglian.census.__file__).parent / "data" / "departments-2016.csv"
DAILY, WEEKDAYS, NEVER = "weibo:外交小灵通", "weibo:国防部发布", "weibo:央行微播"


@pytest.fixture
def posts(tmp_path):
    """Of 2016 to 10 December: one account daily, one on weekdays and make-up days, one in spring only."""
    path = tmp_path / "posts.csv"
    days = [date(2016, 1, 1) + timedelta(days=number) for number in range(345)]
    make_up = {
        date(2016, 2, 6),
        date(2016, 2, 14),
        date(2016, 6, 12),
        date(2016, 9, 18),
        date(2016, 10, 8),
        date(2016, 10, 9),
    }
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["编号", "账号", "发布时间", "评论数", "转发数"])
        for number, day in enumerate(days):
            rows.writerow([f"d{number}", DAILY, f"{day:%Y年%m月%d日} 00:02", "672", "1063"])
            if day.weekday() < 5 or day in make_up:
                rows.writerow([f"w{number}", WEEKDAYS, f"{day} 09:00", "1.2万", "10"])
            if day.month == 3:
                rows.writerow([f"n{number}", NEVER, int(datetime(2016, 3, day.day, 4).timestamp()), "0", "0"])
    return path


def run(posts, out, *more, accounts=SAMPLE, at="2016-12-10"):
    words = [
        "run",
        "--accounts",
        str(accounts),
        "--posts",
        str(posts),
        "--at",
        at,
        "--out",
        str(out),
        "--json",
        *more,
    ]
    return CliRunner().invoke(census, words)


def test_sample_is_printed_under_each_rule_of_attribution(posts, tmp_path):
    done = run(posts, tmp_path / "out")

    assert done.exit_code == 0, done.output
    figures = json.loads(done.output.splitlines()[-1])
    assert [len(each["having"]) for each in figures["possession"]] == [14, 15, 15, 16, 17]
    assert {each["departments"] for each in figures["possession"]} == {25}
    own = figures["possession"][0]["cadence"]["weibo"]
    assert (own["updates_strictly"], own["basically_and_weekends"]) == (2, 1)
    assert figures["possession"][0]["headline"]["zh"].startswith(
        "25个部门中，14个开设了微博或微信（56.0%）。"
    )
    assert "仅本级账号：25个部门中" in done.output


def test_tables_hold_every_account_and_definitions_every_measure(posts, tmp_path):
    run(posts, tmp_path / "out")

    with (tmp_path / "out" / "census.csv").open(encoding="utf-8") as file:
        rows = {row["account"]: row for row in csv.DictReader(file)}
    definitions = json.loads((tmp_path / "out" / "definitions.json").read_text())
    assert (rows[DAILY]["posts"], rows[DAILY]["longest_gap"], rows[DAILY]["comments"]) == (
        "345",
        "1",
        str(345 * 672),
    )
    assert rows[WEEKDAYS]["max_comments"] == "12000"
    assert rows[NEVER]["is_stale"] == "true"
    assert {each["key"] for each in definitions} <= set(rows[DAILY])


def test_rows_that_cannot_be_read_are_kept_with_their_reason(posts, tmp_path):
    with posts.open("a", encoding="utf-8") as file:
        file.write("d0,weibo:外交小灵通,2016-01-01,1,1\nx1,weibo:外交小灵通,昨天,1,1\nx2,weibo:外交小灵通\n")

    done = run(posts, tmp_path / "out")

    refused = [
        json.loads(line) for line in (tmp_path / "out" / "posts-refused.jsonl").read_text().splitlines()
    ]
    assert done.exit_code == 0
    assert [(each["column"], each["reason"]) for each in refused] == [
        ("id", "was there already"), ("at", "cannot be read"), ("", "2 columns of 5"),
    ]  # fmt: skip


def test_gb18030_is_read_and_a_file_without_times_changes_nothing(posts, tmp_path):
    chinese = tmp_path / "gb.csv"
    chinese.write_text(posts.read_text(encoding="utf-8"), encoding="gb18030")
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("账号,评论数\na,1\n", encoding="utf-8")

    good, bad = run(chinese, tmp_path / "good"), run(wrong, tmp_path / "bad")

    assert good.exit_code == 0
    assert json.loads(good.output.splitlines()[-1])["files"]["posts"]["taken"] > 600
    assert (bad.exit_code, (tmp_path / "bad").exists()) == (1, False)
    assert "缺少列：at" in bad.output


def test_without_departments_nothing_is_said_of_them(posts, tmp_path):
    accounts = tmp_path / "accounts.jsonl"
    accounts.write_text(
        "".join(json.dumps({"user": each}) + "\n" for each in (DAILY, WEEKDAYS)), encoding="utf-8"
    )

    done = run(posts, tmp_path / "out", accounts=accounts)

    assert json.loads(done.output.splitlines()[-1])["possession"] == []
    assert "账号2个：每个工作日都更新的2个" in done.output


def test_parquet_with_our_columns_is_read_where_it_lies(tmp_path):
    at = [datetime(2016, 1, 1, 9) + timedelta(days=number) for number in range(345)]
    columns = {"id": [str(number) for number in range(345)], "account": [DAILY] * 345, "at": at}
    parquet.write_table(pa.table(columns), tmp_path / "posts.parquet")

    done = run(tmp_path / "posts.parquet", tmp_path / "second")

    assert done.exit_code == 0, done.output
    assert not (tmp_path / "second" / "posts-refused.jsonl").exists()
    assert json.loads(done.output.splitlines()[-1])["files"]["posts"]["taken"] == 345
