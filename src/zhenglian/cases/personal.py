"""The operator's door to everything of one person: by the code of a case, at the command line."""

from __future__ import annotations

from zhenglian.cases.actions.personal import erase_case, export_case
from zhenglian.cases.errors import CaseUnknown
from zhenglian.cases.models import Case
from zhenglian.cases.selectors.cases import case_by_code

__all__ = ["case_of", "erase_case", "export_case"]


def case_of(code: str) -> Case:
    """In any spelling. Raises CaseUnknown."""
    case = case_by_code(code)
    if case is None:
        raise CaseUnknown
    return case
