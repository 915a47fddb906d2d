"""What Wagtail may let somebody do to an article: write, never bring out. Nobody is exempt.

Releasing is `actions/release_article.py` alone, so that no superuser can pass the review by.
"""

from __future__ import annotations

from wagtail.models import PagePermissionTester


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

    def can_move_to(self, destination: object) -> bool:  # noqa: ARG002  Wagtail's signature
        return False


class ArticlePermissions(NobodyPublishes):
    """An article that was ever released stays: its address stands in feeds, posts and archives.

    One in review stays until it is taken out of it, so that no reviewer is left with a case without a text.
    """

    def can_delete(self, ignore_bulk: bool = False) -> bool:  # noqa: FBT001, FBT002  Wagtail's signature
        if self.page.was_released or self.page.is_in_review:
            return False
        return bool(super().can_delete(ignore_bulk))


class IndexPermissions(NobodyPublishes):
    def can_delete(self, ignore_bulk: bool = False) -> bool:  # noqa: FBT001, FBT002, ARG002
        return False

    def can_copy(self) -> bool:
        return False
