"""The front door of cases: reports come in, offices handle them, citizens and the public follow them."""

from __future__ import annotations

from zhenglian.cases.actions.answers import approve_answer, draft_answer, submit_answer
from zhenglian.cases.actions.assigning import move_case, refuse_case
from zhenglian.cases.actions.citizens import add_words, follow_case, rate_case, reopen_case
from zhenglian.cases.actions.clock_requests import ask_for_extension
from zhenglian.cases.actions.course import close_case
from zhenglian.cases.actions.handling import accept_case, contribute_part, record_visit
from zhenglian.cases.actions.opening import open_case
from zhenglian.cases.actions.photos import add_evidence
from zhenglian.cases.actions.publishing import check_public_text
from zhenglian.cases.actions.routing import route_case
from zhenglian.cases.guides import Guides, Topic, Where
from zhenglian.cases.models import Answer, Case, Follower, Step
from zhenglian.cases.reports import Contact, Place, Report
from zhenglian.cases.scope import visible_to
from zhenglian.cases.selectors.cases import public_cases

__all__ = [
    "Answer",
    "Case",
    "Contact",
    "Follower",
    "Guides",
    "Place",
    "Report",
    "Step",
    "Topic",
    "Where",
    "accept_case",
    "add_evidence",
    "add_words",
    "approve_answer",
    "ask_for_extension",
    "check_public_text",
    "close_case",
    "contribute_part",
    "draft_answer",
    "follow_case",
    "move_case",
    "open_case",
    "public_cases",
    "rate_case",
    "record_visit",
    "refuse_case",
    "reopen_case",
    "route_case",
    "submit_answer",
    "visible_to",
]
