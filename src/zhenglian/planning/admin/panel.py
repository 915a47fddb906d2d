"""The home page's panel: accounts that are about to miss their promise, for those who may plan for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.urls import reverse
from wagtail.admin.ui.components import Component

from zhenglian.planning.rules import plannable_accounts
from zhenglian.planning.selectors.cadences import Standing, cadence_warnings
from zhenglian.planning.wording import standing_sentences

if TYPE_CHECKING:
    from django.http import HttpRequest

SHOWN_ROWS = 8


class CadencePanel(Component):
    name = "cadence"
    order = 125
    template_name = "planning/_home_panel.html"

    def __init__(self, found: list[Standing]) -> None:
        self.found = found

    def get_context_data(self, _parent_context: Mapping[str, Any]) -> dict[str, Any]:  # Any: template context
        shown = self.found[:SHOWN_ROWS]
        return {
            "rows": [(each, standing_sentences(each), _address(each)) for each in shown],
            "count": len(self.found),
        }


def add_cadence_panel(request: HttpRequest, panels: list[Any]) -> None:  # Any: Wagtail's components
    """Hook `construct_homepage_panels`, after the one that puts our panels in place of Wagtail's."""
    staff: Any = request.user
    if plannable_accounts(staff):
        panels.append(CadencePanel(cadence_warnings(staff=staff)))


def _address(standing: Standing) -> str:
    query = QueryDict(mutable=True)
    query["account"], query["day"] = str(standing.account.pk), str(standing.miss_day or standing.today)
    return f"{reverse('planning:calendar')}?{query.urlencode()}"
