"""The last guard before a log line is written: values under telling names, and tokens inside texts."""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping
from typing import Any

HIDDEN = "***"
SECRET_NAMES = re.compile(
    r"secret|token|password|passwd|cookie|authorization|credential|_key$|^key$|phone|email|openid|id_card",
    re.IGNORECASE,
)
SECRET_IN_TEXT = re.compile(
    r"(?i)\b(access_token|secret|appsecret|password|token|client_secret|code)=[^&\s\"']+"
)
# Whoever has a receipt code reads the letter: it stands in the addresses of its page and its buttons.
CODE_IN_PATH = re.compile(r"(/letters/(?:sent/)?)(?!new/|sent/)[^/?\n\"']+")
ID_CARD = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def redact(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor."""
    for name, value in event.items():
        event[name] = HIDDEN if SECRET_NAMES.search(name) else cleaned(value)
    return event


def cleaned(value: Any) -> Any:  # Any: whatever somebody logs
    """The value without resident numbers, mobile numbers, receipt codes and credentials in addresses."""
    if isinstance(value, str):
        text = SECRET_IN_TEXT.sub(rf"\1={HIDDEN}", CODE_IN_PATH.sub(rf"\1{HIDDEN}", value))
        return MOBILE.sub(HIDDEN, ID_CARD.sub(HIDDEN, text))
    if isinstance(value, Mapping):
        return {
            name: HIDDEN if SECRET_NAMES.search(str(name)) else cleaned(inner)
            for name, inner in value.items()
        }
    if isinstance(value, list | tuple):
        return [cleaned(inner) for inner in value]
    return value
