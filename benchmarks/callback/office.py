"""Fills an empty instance with accounts, a book of rules each; prints what a platform knows of them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command


def main(count: int) -> None:
    """Needs `zhenglian.cli.chaos.settings`, which make the tables from the models."""
    django.setup()
    from zhenglian.cli.chaos.listeners import open_listeners

    for folder in (settings.DATA_DIR, settings.MEDIA_ROOT, settings.STATIC_ROOT):
        Path(folder).mkdir(parents=True, exist_ok=True)
    call_command("migrate", run_syncdb=True, verbosity=0)
    sheets = open_listeners(count)
    publish_rules_of([int(sheet["id"]) for sheet in sheets])
    print(json.dumps(sheets))


def publish_rules_of(accounts: list[int]) -> None:
    from benchmarks.callback.rule_book import sheet
    from zhenglian.accounts.api import account_by_id
    from zhenglian.autoreplies.api import publish_rules, put_sheet

    for pk in accounts:
        account = account_by_id(pk)
        draft = put_sheet(account, sheet(), actor=None)
        publish_rules(account, seen=draft.edit, actor=None)


if __name__ == "__main__":
    main(int(sys.argv[1]))
