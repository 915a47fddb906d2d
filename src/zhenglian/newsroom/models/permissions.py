"""What Wagtail may let somebody do to an article: write, never bring out. Nobody is exempt.

Releasing is `actions/release_article.py` alone, so that no superuser can pass the review by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import PagePermissionTester

from zhenglian.people.api import has_role
from zhenglian.people.enums import REVIEWERS, Role

if TYPE_CHECKING:
    from zhenglian.people.api import Unit

WRITERS = (Role.EDITOR, *REVIEWERS)


class NobodyPublishes(PagePermissionTester):
    """Wagtail's own roads to the public are closed: publish, unpublish, schedule, lock, move."""

    def can_publish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return False

    def can_submit_for_moderation(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return False

    def can_lock(self) -> bool:
        return False

    def can_unlock(self) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_move_to(self, _destination: object) -> bool:
        return False


class ArticlePermissions(NobodyPublishes):
    """An article that was ever released stays: its address stands in feeds, posts and archives.

    One in review stays until it is taken out of it, so that no reviewer is left with a case without a text.
    Only people of its unit, or of a unit above, change or delete it, as `rules.can_write` says.
    """

    def can_edit(self) -> bool:
        return bool(super().can_edit()) and self._is_theirs()

    def can_delete(self, ignore_bulk: bool = False) -> bool:  # noqa: FBT001, FBT002  Wagtail's signature
        if self.page.was_released or self.page.is_in_review:
            return False
        return bool(super().can_delete(ignore_bulk)) and self._is_theirs()

    def _is_theirs(self) -> bool:
        """By the unit of the row, else by that of the newest draft: a draft may have been handed over."""
        if self.user.is_superuser or self.page.owner_id == self.user.pk or self._writes_for(self.page.unit):
            return True
        return self._writes_for(self.page.get_latest_revision_as_object().unit)

    def _writes_for(self, unit: Unit | None) -> bool:
        return unit is not None and any(has_role(self.user, role, unit) for role in WRITERS)


class IndexPermissions(NobodyPublishes):
    def can_delete(self, ignore_bulk: bool = False) -> bool:  # noqa: FBT001, FBT002, ARG002
        return False

    def can_copy(self) -> bool:
        return False
