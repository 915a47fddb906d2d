"""The types of what travels over the wire. What a field means is decided by each platform."""

from typing import Any, TypeAlias

# Any: platform payloads are free JSON; every handler checks the fields that it uses.
Json: TypeAlias = dict[str, Any]
