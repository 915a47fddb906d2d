"""The sample office's people, each logged in once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from zhenglian.cli.tour.visitor import Visitor

if TYPE_CHECKING:
    from zhenglian.cli.instance import Instance

PASSWORD = "zhenglian-demo"  # noqa: S105  the sample office's, printed by `make demo`


class Cast:
    """Who plays: user names as `make demo` prints them."""

    def __init__(self, instance: Instance) -> None:
        self._site = instance.site_url

    def _enter(self, username: str) -> Visitor:
        return Visitor(self._site).log_in(username, PASSWORD)

    @cached_property
    def editor(self) -> Visitor:
        return self._enter("editor")

    @cached_property
    def first_reviewer(self) -> Visitor:
        return self._enter("first_reviewer")

    @cached_property
    def reviewers(self) -> tuple[Visitor, Visitor, Visitor]:
        second, third = self._enter("second_reviewer"), self._enter("third_reviewer")
        return self.first_reviewer, second, third

    @cached_property
    def publisher(self) -> Visitor:
        return self._enter("publisher")

    def account_ids(self, visitor: Visitor, page: str) -> list[str]:
        boxes = visitor.get(page).soup.select("input[name=accounts]")
        return [str(box.get("value", "")) for box in boxes]
