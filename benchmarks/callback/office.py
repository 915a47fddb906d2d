"""Fills an empty instance with accounts and a book of rules; prints what a platform knows of the accounts."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command


def main(count: int) -> None:
    django.setup()
    from zhenglian.cli.chaos.listeners import open_listeners  # noqa: PLC0415  needs Django

    for folder in (settings.DATA_DIR, settings.MEDIA_ROOT, settings.STATIC_ROOT):
        Path(folder).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    print(json.dumps(open_listeners(count)))


if __name__ == "__main__":
    main(int(sys.argv[1]))
