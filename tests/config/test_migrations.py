"""All migrations in turn build the database that the models describe, from which other tests have theirs."""

from __future__ import annotations

from contextlib import closing, contextmanager
from urllib.parse import quote

import pytest
from django.db import connection
from django.db.utils import load_backend

from tests.migrated import migrate
from tests.rules.files import ROOT

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]
OURS = ROOT / "src" / "zhenglian"


@contextmanager
def built_by_migrations(request, folder):
    """A connection to such a database beside that of the tests, on the same server."""
    if connection.vendor == "sqlite":
        name, settings = str(request.getfixturevalue("migrated")), connection.settings_dict
    else:
        name, settings = f"{connection.settings_dict['NAME']}_migrated", connection.settings_dict
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
            cursor.execute(f'CREATE DATABASE "{name}"')
        migrate(folder, _address({**settings, "NAME": name}))
    backend = load_backend(settings["ENGINE"])
    other = backend.DatabaseWrapper({**settings, "NAME": name}, connection.alias)  # some features ask by it
    with closing(other):
        yield other
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}"')


def _address(settings):
    who = quote(settings["USER"], safe="")
    who += f":{quote(settings['PASSWORD'], safe='')}" if settings["PASSWORD"] else ""
    where = quote(settings["HOST"], safe="")
    port = f"&port={settings['PORT']}" if settings["PORT"] else ""
    return f"postgresql://{who}@/{settings['NAME']}?host={where}{port}"


def shape_of(database):
    """{table: {column: whether it may be empty}}"""
    with database.cursor() as cursor:
        names = database.introspection.table_names(cursor)
        return {
            name: {
                column.name: column.null_ok
                for column in database.introspection.get_table_description(cursor, name)
            }
            for name in names
        }


def applied_in(database):
    with database.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return set(cursor.fetchall())


def test_migrations_build_what_the_models_describe(request, tmp_path):
    ours = {(path.parents[1].name, path.stem) for path in OURS.glob("*/migrations/[0-9]*.py")}

    with built_by_migrations(request, tmp_path) as database:
        built, applied = shape_of(database), applied_in(database)

    assert ours - applied == set()
    apps = {app for app, _name in ours}
    described = {
        name: shape for name, shape in shape_of(connection).items() if name.partition("_")[0] in apps
    }
    assert {"people_staff", "channels_delivery", "jobs_workerbeat"} <= set(described)
    assert {name: built.get(name) for name in described} == described
