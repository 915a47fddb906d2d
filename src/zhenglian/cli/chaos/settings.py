"""The product's settings, with tables made from the models at once instead of by every migration in turn.

For throw-away instances that only need the tables: the migrations have tests of their own.
"""

from __future__ import annotations

from zhenglian.config.settings import *  # noqa: F403


class NoMigrations:
    """Django asks it for each app's migrations."""

    def __contains__(self, app: str) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return None


MIGRATION_MODULES = NoMigrations()
