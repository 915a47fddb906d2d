"""The front door of cases: reports come in, offices handle them, the public reads."""

from __future__ import annotations

from zhenglian.cases.models import Case, Follower, Step
from zhenglian.cases.reports import Contact, Place, Report

__all__ = ["Case", "Contact", "Follower", "Place", "Report", "Step"]
