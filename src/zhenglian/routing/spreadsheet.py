"""A sheet as a CSV file of spreadsheet programs: read with mistakes by line, and written. Pure.

The headings are those of the office's own tables, in every language of the interface. Files are written as
UTF-8 with a mark at the start, and read so or as GB 18030, as Chinese spreadsheet programs save them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

CATEGORY, AREA, LEVEL, LEAD, HELPERS, NOTE = "类别", "地区代码", "层级", "主办单位", "协办单位", "备注"
READ = (CATEGORY, AREA, LEVEL, LEAD, HELPERS, NOTE)
NUMBER, CATEGORY_NAME, AREA_NAME = "行号", "类别名称", "地区名称"  # for people; not read
WRITTEN = (NUMBER, CATEGORY, CATEGORY_NAME, AREA, AREA_NAME, LEVEL, LEAD, HELPERS, NOTE)
LEVELS = {"": None, "国家级": 1, "省级": 2, "市级": 3, "县级": 4, "1": 1, "2": 2, "3": 3, "4": 4}
LEVEL_WORDS = {None: "", 1: "国家级", 2: "省级", 3: "市级", 4: "县级"}
BETWEEN = "；"
MOST_BYTES, MOST_ROWS = 5_000_000, 20_000
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # spreadsheet programs would reckon these


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file; `number` as the spreadsheet program counts it, the heading being 1."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    @property
    def helpers(self) -> list[str]:
        text = self[HELPERS].replace(";", BETWEEN).replace("、", BETWEEN)
        return [name.strip() for name in text.split(BETWEEN) if name.strip()]


def read_file(data: bytes) -> tuple[list[Line], list[str]]:
    """Rows with something in them, and what is wrong with the file as a whole."""
    if len(data) > MOST_BYTES:
        return [], [_("The file is larger than 5 MB.")]
    try:
        rows = list(_rows(_text(data)))
    except (UnicodeDecodeError, csv.Error):
        return [], [_("This is no CSV file. Please save the table as “CSV UTF-8” and try again.")]
    if not rows:
        return [], [_("The file is empty.")]
    _first, heads = rows[0]
    faults = _heading_faults(heads)
    if not faults and len(rows) > MOST_ROWS:
        faults = [_("The file has more than %(limit)d rows.") % {"limit": MOST_ROWS}]
    if faults:
        return [], faults
    lines = [Line(number, dict(zip(heads, cells, strict=False))) for number, cells in rows[1:]]
    return lines, [] if lines else [_("The file has a heading and no rows.")]


def write_file(rows: Iterable[Sequence[str]]) -> bytes:
    """`rows` in the order of WRITTEN."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(WRITTEN)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return page.getvalue().encode("utf-8-sig")


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _rows(text: str) -> Iterable[tuple[int, list[str]]]:
    """Each with the number of the line where it begins; empty ones left out."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    for cells in reader:
        kept = [_plain(cell) for cell in cells]
        if any(kept):
            yield begins, kept
        begins = reader.line_num + 1


def _heading_faults(heads: Sequence[str]) -> list[str]:
    named = [head for head in heads if head]
    unknown = [head for head in named if head not in READ and head not in WRITTEN]
    faults = [_("Line 1: the column “%(name)s” is not known.") % {"name": head[:20]} for head in unknown]
    if LEAD not in named:
        faults.append(_("Line 1: the column “%(name)s” is missing.") % {"name": LEAD})
    if len(set(named)) < len(named):
        faults.append(_("Line 1: a column is there twice."))
    return faults


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _plain(cell: str) -> str:
    bare = cell.strip()
    return bare[1:] if bare.startswith("'") and bare[1:].startswith(FORMULA) else bare
