"""Asks the instance's own `zhenglian audit verify`, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhenglian.cli.instance import Instance


def audit_problems(instance: Instance) -> tuple[str, bool] | None:
    """(last line of the answer, whether the chain holds); None for an instance whose data is elsewhere."""
    if instance.data is None:
        return None
    environ = {**os.environ, "ZHENGLIAN_DATA_DIR": str(instance.data), "ZHENGLIAN_DEMO": "yes"}
    answer = subprocess.run(
        [sys.executable, "-m", "zhenglian.cli.main", "audit", "verify"],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    lines = (answer.stdout + answer.stderr).strip().splitlines()
    return (lines[-1] if lines else "", answer.returncode == 0)
