"""A hostile server for sources, and messages in the language of the office."""

from __future__ import annotations

import pytest
from django.utils import translation

from tests.fetching.conftest import fetcher, network, server  # noqa: F401  fixtures


@pytest.fixture(autouse=True)
def _in_chinese():
    with translation.override("zh-hans"):
        yield
