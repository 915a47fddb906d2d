"""The StreamField of an article's body, without its block definitions in migrations."""

from __future__ import annotations

from typing import Any

from wagtail.fields import StreamField


class BodyField(StreamField):
    """A changed block changes no table; so migrations know only that there is a body."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:  # Any: Django's own shape
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
