"""The operator's door to everything of one person: by the code of a case, at the command line."""

from __future__ import annotations

from zhenglian.cases.actions.personal import erase_case, erase_follower, export_case, export_neighbour
from zhenglian.cases.errors import CaseUnknown
from zhenglian.cases.models import Case, Follower
from zhenglian.cases.selectors.cases import case_by_code, follower_by_code

__all__ = ["case_of", "erase_case", "erase_follower", "export_case", "export_neighbour", "neighbour_of"]


def case_of(code: str) -> Case:
    """In any spelling. Raises CaseUnknown."""
    case = case_by_code(code)
    if case is None:
        raise CaseUnknown
    return case


def neighbour_of(code: str) -> Follower | None:
    """Who joined a case and has a code of their own; None for who reported one themselves, and for nobody."""
    found = follower_by_code(code)
    return None if found is None or found.joined_case_id is not None else found
