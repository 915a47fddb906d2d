"""Database, clock and actors for all tests."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from zhenglian.kernel.clock import FixedClock


@pytest.fixture(autouse=True)
def _quiet_settings(settings, tmp_path):
    """Uploads go to a folder of the test's own; static files need no manifest; fast passwords."""
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def clock() -> FixedClock:
    """Thursday 15 January 2026, 09:00 in Beijing."""
    return FixedClock(datetime(2026, 1, 15, 1, 0, tzinfo=UTC))
