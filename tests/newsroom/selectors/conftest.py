"""The same newsroom at the same hour as in the tests of the actions."""

from __future__ import annotations

from tests.newsroom.actions.conftest import desk, hour  # noqa: F401  fixtures
