"""The front door of routing: who is responsible for what, where, and why.

`route` answers; `with_precedents` and `record_precedent` keep what disputes have decided; whoever has
questions of the past registers a `QuestionSource` for the trial of a new table.
"""

from __future__ import annotations

from zhenglian.routing.actions.drafting import RowFacts, replace_rows, start_draft
from zhenglian.routing.actions.examples import add_example
from zhenglian.routing.actions.precedents import record_precedent
from zhenglian.routing.actions.switching import switch_on
from zhenglian.routing.models import Example, Precedent, Sheet
from zhenglian.routing.names import area_name, category_name, listed_categories
from zhenglian.routing.questions import Asked, Outcome, Question, Route
from zhenglian.routing.rules import may_administer_routing
from zhenglian.routing.selectors.routes import dry_run, route, with_precedents
from zhenglian.routing.selectors.sheets import sheet_in_force
from zhenglian.routing.suppliers import QuestionSource, register_source

__all__ = [
    "Asked",
    "Example",
    "Outcome",
    "Precedent",
    "Question",
    "QuestionSource",
    "Route",
    "RowFacts",
    "Sheet",
    "add_example",
    "area_name",
    "category_name",
    "dry_run",
    "listed_categories",
    "may_administer_routing",
    "record_precedent",
    "register_source",
    "replace_rows",
    "route",
    "sheet_in_force",
    "start_draft",
    "switch_on",
    "with_precedents",
]
