"""Registrations only: importing these modules registers what they hold."""

from __future__ import annotations

from zhenglian.newsroom.admin.editor import registrations as _editor  # noqa: F401
