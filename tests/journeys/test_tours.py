"""The stories told by `zhenglian tour`, over real HTTP on one running instance: web, worker, sandbox.

Both are told at once, as both desks work at once in life; then the record of decisions is verified.
"""

import json
import subprocess
import sys

import pytest

from zhenglian.cli.instance import throwaway_instance
from zhenglian.cli.tour.audit_check import audit_problems
from zhenglian.cli.tour.newsroom import SAMPLE

pytestmark = [pytest.mark.journey, pytest.mark.long]
SECONDS = 900  # a busy machine is slow


def start(instance, *words):
    at = ["--at", instance.site_url, "--sandbox-at", instance.sandbox_url, "--json"]
    command = [sys.executable, "-m", "zhenglian.cli.main", "tour", *words, *at]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def figures_of(told):
    out, error = told.communicate(timeout=SECONDS)
    assert told.returncode == 0, error[-2000:]
    return json.loads(out.splitlines()[-1])


def test_tours_hold_every_step(migrated):
    with throwaway_instance(database=migrated) as instance:
        articles, reports = start(instance, "newsroom", "--document", str(SAMPLE)), start(instance, "cases")

        morning, cases = figures_of(articles), figures_of(reports)

        assert audit_problems(instance)[1]
    assert (morning["broken"], morning["different"]) == ([], 0)
    assert morning["steps"] >= 20
    assert (cases["broken"], cases["clocks"]) == ([], 1)
    assert cases["steps"] >= 25
