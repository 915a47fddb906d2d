"""The home page of the staff side: what waits for me, what is due, what failed, what goes out today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.forms import Media
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from zhenglian.newsroom.admin.desk import rows
from zhenglian.newsroom.selectors.desk import due_soon, failed_for, going_out_today, waiting_for
from zhenglian.newsroom.selectors.releases import overdue_emergencies
from zhenglian.people.api import units_of
from zhenglian.people.enums import Role

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

    from zhenglian.people.api import Staff

SHOWN_ROWS = 8


class DeskPanel(Component):
    """Counts all rows, shows the first eight; says what to do when there are none."""

    template_name = "newsroom/desk/_home_panel.html"

    def __init__(
        self,
        name: str,
        *,
        heading: StrOrPromise,
        found: list[rows.Row],
        empty: StrOrPromise,
        order: int,
        tone: str = "",
    ) -> None:
        self.name, self.heading, self.rows = name, heading, found
        self.empty, self.order, self.tone = empty, order, tone

    @property
    def media(self) -> Media:
        return Media(js=[static("newsroom/desk/countdown.js")])

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:  # Any: template context
        return {
            "panel": self,
            "rows": self.rows[:SHOWN_ROWS],
            "count": len(self.rows),
            "more": max(len(self.rows) - SHOWN_ROWS, 0),
            "list_url": reverse("newsroom:article_list"),
            "request": parent_context["request"],
        }


def _made(row_of: Callable[[Any], rows.Row], items: list[Any]) -> list[rows.Row]:  # Any: one kind a call
    return [row_of(item) for item in items]


def home_panels(staff: Staff) -> list[DeskPanel]:
    """The four questions; supervisors get the flagged emergency releases before them."""
    panels = [
        DeskPanel(
            "waiting",
            heading=_("Waiting for me"),
            found=_made(rows.waiting_row, waiting_for(staff)),
            empty=_("Nothing waits for you. Look at the articles, or write a new one."),
            order=100,
        ),
        DeskPanel(
            "due",
            heading=_("Due soon"),
            found=_made(rows.due_row, due_soon(staff)),
            empty=_("Nothing is due in the next two hours, and nothing is overdue."),
            order=110,
        ),
        DeskPanel(
            "failed",
            heading=_("Something went wrong"),
            found=_made(rows.failure_row, failed_for(staff)),
            empty=_("Everything that was to go out has gone out."),
            order=120,
            tone="bad",
        ),
        DeskPanel(
            "today",
            heading=_("Going out today"),
            found=_made(rows.going_out_row, going_out_today(staff)),
            empty=_("Nothing goes out today. Approved articles are released from the article list."),
            order=130,
        ),
    ]
    return [*_flagged(staff), *panels]


def _flagged(staff: Staff) -> list[DeskPanel]:
    units = list(units_of(staff, [Role.SUPERVISOR]))
    found = _made(rows.flagged_row, list(overdue_emergencies(units=units))) if units else []
    if not found:
        return []
    return [
        DeskPanel(
            "flagged",
            heading=_("Released in an emergency, review outstanding"),
            found=found,
            empty="",
            order=90,
            tone="bad",
        )
    ]


def only_our_panels(request: HttpRequest, panels: list[Any]) -> None:  # Any: Wagtail's components
    """Hook `construct_homepage_panels`: ours in place of Wagtail's."""
    staff: Any = request.user  # Any: the log-in model is Staff
    panels[:] = home_panels(staff)
