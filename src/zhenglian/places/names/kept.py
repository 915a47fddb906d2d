"""The table of names as it is kept for all processes: read it takes 8 MB of each, built here 60."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from zhenglian.kernel.kept_parts import KeptParts
from zhenglian.places.divisions import DATA
from zhenglian.places.names.table import Names, build_table

HERE = Path(__file__).parent
KEPT = KeptParts(
    "names",
    sources=(*DATA.iterdir(), *HERE.glob("*.py"), HERE.parent / "divisions.py"),
    packages=("daachorse",),
    build=lambda: Names.of(build_table()).parts(),
)


@lru_cache(maxsize=1)
def shipped_names() -> Names:
    return Names(*KEPT.read())


def keep_names() -> None:
    KEPT.keep()
