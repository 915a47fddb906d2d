"""What the tests of the public site share."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.db import connection

from tests.factories.releases import a_newsroom


@pytest.fixture
def newsroom(db):
    """Publishes for real: what the portal shows came through review, seal and delivery."""
    return a_newsroom()


@pytest.fixture
def search_index(db):
    """SQLite's full-text table, which only Wagtail's migration makes. Goes with the test's transaction."""
    if connection.vendor != "sqlite":
        return
    table = "wagtailsearch_indexentry_fts"
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [table])
        if "fts5" in cursor.fetchone()[0]:
            return
        cursor.execute(f"DROP TABLE {table}")
        migration = import_module("wagtail.search.migrations.0006_customise_indexentry").Migration
        for operation in migration.operations[-1].database_operations:
            cursor.execute(operation.sql)
