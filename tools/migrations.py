"""Checks of migrations: none is missing, none is unnamed, none can break a running older version."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from django.core.management import call_command
from django_migration_linter import MigrationLinter

ROOT = Path(__file__).resolve().parents[1]
AUTOMATIC = re.compile(r"^\d{4}_auto_|_and_more$")
OURS = (
    "portal",
    "open311",
    "cases",
    "inbox",
    "autoreplies",
    "planning",
    "topics",
    "newsroom",
    "channels",
    "quotas",
    "accounts",
    "routing",
    "reviews",
    "checks",
    "alarms",
    "clocks",
    "workdays",
    "triage",
    "places",
    "people",
    "jobs",
    "audit",
)
# Migrations that the linter would refuse, each with the reason why an older version bears them.
HARMLESS = {
    "0002_told_level": "the new column has a default in the database; SQLite only rebuilds the table",
    "0003_column_demands": "both new columns have a default in the database, which the linter misses",
    "0003_kinds_and_token_lease": "every new column has a default in the database, which the linter misses",
    "0003_parts_and_ways_of_replies": "every new column may be empty or has a default in the database",
    "0003_withdrawals_and_proofs": "its unique constraint is narrower than the one that it replaces",
    "0004_corrections_and_withdrawals": "every new column has a default; a table is only rebuilt",
    "0005_push_journal": "the new column has a default in the database, which the linter misses",
    "0004_tombstones_and_parts": "its unique constraint is narrower than the one that it replaces",
}


def unnamed() -> list[str]:
    """Migrations whose name says nothing."""
    found = (ROOT / "src" / "zhenglian").glob("*/migrations/[0-9]*.py")
    return [
        f"{path.relative_to(ROOT)}: name it by what it does" for path in found if AUTOMATIC.search(path.stem)
    ]


def are_all_made() -> bool:
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except SystemExit:
        return False
    return True


def main() -> int:
    """Works on an empty database of its own: a fresh clone has no data folder yet."""
    with TemporaryDirectory() as folder:
        os.environ["ZHENGLIAN_DATA_DIR"] = folder
        return check()


def check() -> int:
    os.environ.setdefault("ZHENGLIAN_DEMO", "1")
    os.environ.setdefault("ZHENGLIAN_LOG_LEVEL", "WARNING")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhenglian.config.settings")
    django.setup()
    faults = unnamed()
    if not are_all_made():
        faults.append("models have changed without a migration: python manage.py makemigrations --name …")
    quiet = ["ok", "ignore"]
    linter = MigrationLinter(
        include_apps=list(OURS),
        ignore_initial_migrations=True,
        ignore_name=list(HARMLESS),
        quiet=quiet,
        no_cache=True,
    )
    linter.lint_all_migrations()
    if linter.has_errors:
        faults.append("the migration linter found operations that an older running version cannot bear")
    print("\n".join(faults) or "migrations: in order")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
