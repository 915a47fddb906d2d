"""The map names what is there: every path in it exists, every app of the product stands in it."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "zhenglian"
MAP = (ROOT / "docs" / "map.md").read_text()


def test_paths_on_the_map_exist():
    named = {path for path in re.findall(r"`([\w./-]+/[\w./-]*)`", MAP) if "<" not in path}

    missing = sorted(path for path in named if not (SOURCE / path).exists() and not (ROOT / path).exists())

    assert len(named) > 20
    assert missing == []


def test_apps_stand_in_the_table_of_layers():
    apps = {folder.name for folder in SOURCE.iterdir() if (folder / "__init__.py").exists()}
    listed = set(re.findall(r"^\| \d+ \| `(\w+)` \|", MAP, re.MULTILINE))

    assert apps - {"templates", "locale"} == listed
