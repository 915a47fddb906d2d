"""Tables of cases: the case and its steps, what offices do, neighbours, disputes, requests, the ladder."""

from zhenglian.cases.models.cases import Case, NumberSeries, Step
from zhenglian.cases.models.citizens import Follower
from zhenglian.cases.models.clock_requests import ClockRequest
from zhenglian.cases.models.decisions import Arbiter, Arbitration, LadderSheet, Refusal
from zhenglian.cases.models.handling import Answer, CoHandling, Evidence, Photo, Visit

__all__ = [
    "Answer",
    "Arbiter",
    "Arbitration",
    "Case",
    "ClockRequest",
    "CoHandling",
    "Evidence",
    "Follower",
    "LadderSheet",
    "NumberSeries",
    "Photo",
    "Refusal",
    "Step",
    "Visit",
]
