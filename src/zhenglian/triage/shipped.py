"""The sample tree that comes with the product; an office replaces or extends it by its own."""

from __future__ import annotations

import json
from pathlib import Path

SHIPPED = Path(__file__).parent / "data" / "categories.jsonl"


def shipped_categories() -> list[dict[str, str]]:
    """Rows of `l1`, `l2`, `l3` for `import_categories`."""
    return [json.loads(line) for line in SHIPPED.read_text(encoding="utf-8").splitlines() if line]
