"""A database that all migrations have built: made once for a run, which takes most of a minute, then copied.

All other tests have tables made from the models; `tests/config/test_migrations.py` compares both.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.rules.files import ROOT
from zhenglian.config import environment as env

SECONDS = 600  # a busy machine is slow


def folder_of_run(tmp_path_factory) -> Path:
    """One for all test processes of a run, and no other run's."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def migrated_file(folder: Path) -> Path:
    """The SQLite database in the folder; whoever asks first builds it, the others wait."""
    built = folder / "migrated.sqlite3"
    with (folder / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not built.exists():
            data = folder / "migrated"
            shutil.rmtree(data, ignore_errors=True)
            data.mkdir()
            migrate(data)
            (data / env.SQLITE_FILE).rename(built)
    return built


def migrate(data: Path, database_url: str = "") -> None:
    """Runs every migration with the product's own settings, in a process of its own."""
    own = {
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "zhenglian.config.settings",
        env.DEMO.name: "1",
        env.DATA_DIR.name: str(data),
        env.DATABASE_URL.name: database_url,
        env.LOG_LEVEL.name: "WARNING",
    }
    command = [sys.executable, "-m", "django", "migrate", "--verbosity=0"]
    subprocess.run(command, env={**os.environ, **own}, cwd=ROOT, check=True, timeout=SECONDS)
