"""The newsroom and the browsers of the desk's views."""

from __future__ import annotations

from tests.newsroom.actions.conftest import desk, hour  # noqa: F401  fixtures
from tests.newsroom.views.conftest import visit  # noqa: F401  fixture
