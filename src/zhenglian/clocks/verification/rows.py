"""Writes many rows at once, without a model instance each: a million histories in minutes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from django.db import connection, models


def insert_rows(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """All rows have the columns of the first. Times are written as the ORM writes them."""
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    quote, adapt = connection.ops.quote_name, connection.ops.adapt_datetimefield_value
    names = ", ".join(map(quote, first))
    marks = ", ".join(["%s"] * len(first))
    fields = model._meta.concrete_fields
    times = {field.column for field in fields if isinstance(field, models.DateTimeField)}
    values = [
        [adapt(value) if name in times else value for name, value in row.items()]
        for row in chain([first], rows)
    ]
    # Names of tables and columns come from the model, values are bound.
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)
