"""The checks at the editor's desk: a draft's texts and links in, findings with place and mend out."""

from zhenglian.newsroom.checks.findings import DeskFinding
from zhenglian.newsroom.checks.sheet import Group, Sheet, check_sheet, full_sheet

__all__ = ["DeskFinding", "Group", "Sheet", "check_sheet", "full_sheet"]
