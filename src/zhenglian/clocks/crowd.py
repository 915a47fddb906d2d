"""The second front door of clocks: many at once, for whoever takes in a crowd."""

from __future__ import annotations

from zhenglian.clocks.actions.starting import start_many

__all__ = ["start_many"]
