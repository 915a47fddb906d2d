"""The home page's panel and the menu item: what waits for the officer, with its number."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from zhenglian.inbox.desk_words import clock_lines, who
from zhenglian.inbox.rules import may_enter
from zhenglian.inbox.selectors.desk_home import HomeLetters, home_letters, waiting_count
from zhenglian.kernel.clock import SYSTEM
from zhenglian.kernel.ruled_views import RuledMenuItem

if TYPE_CHECKING:
    from django.http import HttpRequest

MOST_SHOWN = 999


class LettersPanel(Component):
    name = "letters"
    order = 95
    template_name = "inbox/desk/_home_panel.html"

    def __init__(self, found: HomeLetters, now: datetime) -> None:
        self.found, self.now = found, now

    def get_context_data(self, _parent_context: Mapping[str, Any]) -> dict[str, Any]:  # Any: template context
        rows = [
            (matter, who(matter.conversation.identity), clock_lines(matter, self.now)[-1:])
            for matter in self.found.mine
        ]
        return {"found": self.found, "rows": rows, "more": self.found.mine_count - len(rows)}


def add_letters_panel(request: HttpRequest, panels: list[Any]) -> None:  # Any: Wagtail's components
    """Hook `construct_homepage_panels`, after the one that puts our panels in place of Wagtail's."""
    staff: Any = request.user  # Any: the log-in model is Staff
    now = SYSTEM.now()
    found = home_letters(staff, now=now)
    if found is not None:
        panels.append(LettersPanel(found, now))


class LettersMenuItem(RuledMenuItem):
    """来信 12: the label carries the number, so that a screen reader says it, too."""

    def render_component(self, request: HttpRequest) -> Any:  # Any: Wagtail's component
        staff: Any = request.user  # Any: the log-in model is Staff
        count = waiting_count(staff)
        shown = f"{MOST_SHOWN}+" if count > MOST_SHOWN else str(count)
        label = _("Letters") + (f" {shown}" if count else "")
        item = MenuItem(label, self.url, name=self.name, icon_name=self.icon_name, order=self.order)
        return item.render_component(request)


def letters_menu_item() -> MenuItem:
    return LettersMenuItem(
        _("Letters"), reverse("inbox:queue"), is_for=may_enter, name="letters", icon_name="comment", order=85
    )
