"""`zhenglian clocks verify`: the installation's own clocks, and random ones on a throw-away database."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from zhenglian.cli.clocks import clocks
from zhenglian.clocks.api import Subject, start
from zhenglian.clocks.models import Run


@pytest.fixture
def started(db, clock):
    return start(Subject("inbox.matter", "1", "x"), class_key="complaint", at=clock.now(), clock=clock)


def verify():
    answer = CliRunner().invoke(clocks, ["verify", "--json"])
    return answer.exit_code, json.loads(answer.stdout.splitlines()[-1])


def test_own_clocks_are_verified(started):
    code, figures = verify()

    assert (code, figures["ok"], figures["checked"]) == (0, True, 1)


def test_wrong_deadline_fails_the_command(started, clock):
    Run.objects.update(answer_due_at=clock.now())

    code, figures = verify()

    assert (code, figures["ok"], figures["differing"]) == (1, False, 1)


@pytest.mark.long
def test_random_histories_are_verified_away_from_this_installation(tmp_path):
    environ = {**os.environ, "ZHENGLIAN_DATA_DIR": str(tmp_path), "DATABASE_URL": "postgresql://nowhere/none"}

    done = subprocess.run(
        [sys.executable, "-m", "zhenglian.cli.main", "clocks", "verify", "--runs", "300", "--json"],
        env=environ, capture_output=True, text=True, timeout=280, check=True,
    )  # fmt: skip

    figures = json.loads(done.stdout.splitlines()[-1])
    assert (figures["ok"], figures["differing"]) == (True, 0)
    assert figures["histories"]["checked"] == 300
    assert figures["actions"]["checked"] == figures["recounted"]["checked"] == 50
    assert list(tmp_path.iterdir()) == []
