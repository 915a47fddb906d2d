"""The front door of planning: what is planned for which account and day, against what was published."""

from __future__ import annotations
