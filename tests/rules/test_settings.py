"""Every setting has a row in the operator's page, and every row is a setting."""

import re

from tests.rules.files import ROOT
from zhenglian.config.environment import VARIABLES

PAGE = ROOT / "docs" / "operate" / "configure.md"


def test_page_and_settings_name_the_same_variables():
    rows = re.findall(r"^\| `([A-Z_]+)` \|", PAGE.read_text(), re.MULTILINE)

    assert sorted(rows) == sorted(variable.name for variable in VARIABLES)


def test_every_row_explains_its_variable():
    rows = re.findall(r"^\| `[A-Z_]+` \| ([^|]+) \| ([^|]+) \|$", PAGE.read_text(), re.MULTILINE)

    assert len(rows) == len(VARIABLES)
    assert all(default.strip() and len(meaning) > 10 for default, meaning in rows)


def test_settings_are_read_nowhere_else():
    readers = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "src" / "zhenglian").rglob("*.py")
        if re.search(r"os\.environ(\.get\(|\[)[\"']?(ZHENGLIAN|DATABASE)|os\.getenv", path.read_text())
    ]

    assert readers == []
