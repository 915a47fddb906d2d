"""The files that the rules are about: what git tracks, or would track."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the repository that exists, also new ones that are not ignored."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return tuple(ROOT / name for name in names if name and (ROOT / name).is_file())


@cache
def texts() -> tuple[tuple[Path, str], ...]:
    """Those of them that hold text."""
    found = []
    for path in tracked():
        try:
            found.append((path, path.read_text()))
        except UnicodeDecodeError:
            continue
    return tuple(found)


@cache
def modules(folder: str = "src") -> tuple[Path, ...]:
    """Python modules below a folder, migrations left out."""
    return tuple(
        path
        for path in tracked()
        if path.suffix == ".py" and path.is_relative_to(ROOT / folder) and "migrations" not in path.parts
    )


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))
