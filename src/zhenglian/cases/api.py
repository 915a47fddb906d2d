"""The front door of cases: reports come in, offices handle them, citizens and the public follow them."""

from __future__ import annotations

from zhenglian.cases.actions.answers import approve_answer, draft_answer, submit_answer
from zhenglian.cases.actions.arbitration import arbitrate
from zhenglian.cases.actions.assigning import assign_case, move_case, refuse_case
from zhenglian.cases.actions.citizens import add_words, follow_case, rate_case, reopen_case
from zhenglian.cases.actions.handling import accept_case, record_visit
from zhenglian.cases.actions.opening import open_case
from zhenglian.cases.actions.routing import route_due
from zhenglian.cases.guides import Guides, Topic, Where
from zhenglian.cases.models import Answer, Case, Follower, Step
from zhenglian.cases.reports import Contact, Place, Report
from zhenglian.cases.scope import visible_to
from zhenglian.cases.selectors.cases import case_by_code, case_by_number, public_cases
from zhenglian.cases.selectors.nearby import Nearby, similar_nearby

__all__ = [
    "Answer",
    "Case",
    "Contact",
    "Follower",
    "Guides",
    "Nearby",
    "Place",
    "Report",
    "Step",
    "Topic",
    "Where",
    "accept_case",
    "add_words",
    "approve_answer",
    "arbitrate",
    "assign_case",
    "case_by_code",
    "case_by_number",
    "draft_answer",
    "follow_case",
    "move_case",
    "open_case",
    "public_cases",
    "rate_case",
    "record_visit",
    "refuse_case",
    "reopen_case",
    "route_due",
    "similar_nearby",
    "submit_answer",
    "visible_to",
]
