"""Runs chaos in a process of its own: it sets Django up for itself and forks."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.rules.files import ROOT


def figures_of(*arguments: str) -> tuple[int, dict]:
    """Exit status and figures of a python command line; what it said is shown when it has no figures."""
    kept = {name: os.environ[name] for name in ("PATH", "ZHENGLIAN_TEST_DATABASE_URL") if name in os.environ}
    done = subprocess.run(
        [sys.executable, *arguments],
        env={
            **kept,
            "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
            "ZHENGLIAN_LANGUAGE": "en",
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stdout.strip().splitlines()
    assert lines, done.stderr
    return done.returncode, json.loads(lines[-1])
