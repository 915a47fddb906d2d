"""Fills an empty instance with one article that went through review, seal and delivery; prints its path."""

from __future__ import annotations

from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command


def main() -> None:
    django.setup()
    from tests.factories.releases import a_newsroom

    for folder in (settings.DATA_DIR, settings.MEDIA_ROOT, settings.STATIC_ROOT):
        Path(folder).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    paragraphs = [
        ("paragraph", f"<p>{'节水补贴今日起可在网上申请，材料齐全的当场受理。' * 6}</p>") for _ in range(12)
    ]
    article = a_newsroom().published(body=paragraphs)
    print(f"/news/{article.slug}/")


if __name__ == "__main__":
    main()
