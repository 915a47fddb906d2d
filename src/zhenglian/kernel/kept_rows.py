"""A list of rows that one action keeps, opened and changed through the same form (see `ruled_views`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from zhenglian.kernel.ruled_views import DecidingCreateView, DecidingEditView, RuledViewSet

Keep = Callable[..., Any]  # keep(**values, actor=…) opens a row, keep(row, **values, actor=…) changes it


class KeepingCreateView(DecidingCreateView):
    keep: Any = None  # Any: `Keep`; the view set gives it, and Wagtail's `as_view` wants its name here

    def decide(self, values: dict[str, Any]) -> Any:  # Any: clean form values; the row
        return self.keep(**values, actor=self.actor)


class KeepingEditView(DecidingEditView):
    keep: Any = None  # Any: `Keep`; the view set gives it, and Wagtail's `as_view` wants its name here
    facts: tuple[str, ...] = ()

    def initial_values(self) -> dict[str, Any]:  # Any: form values
        return {name: getattr(self.object, name) for name in self.facts}

    def decide(self, values: dict[str, Any]) -> Any:  # Any: clean form values; the row
        return self.keep(self.object, **values, actor=self.actor)


class KeptViewSet(RuledViewSet):
    """`facts`: the columns that the form shows at first. `keep` raises what the form is to show."""

    keep: ClassVar[Keep]
    facts: ClassVar[tuple[str, ...]]
    new_title: ClassVar[Any]  # Any: a lazy text
    add_view_class = KeepingCreateView
    edit_view_class = KeepingEditView

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:  # Any: Wagtail's
        return {**super().get_add_view_kwargs(**kwargs), "keep": self.keep, "page_title": self.new_title}

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:  # Any: Wagtail's
        return {**super().get_edit_view_kwargs(**kwargs), "keep": self.keep, "facts": self.facts}
