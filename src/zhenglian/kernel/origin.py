"""Where the current act comes from (address, user agent): set by the middleware, read by audit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """`address` is an IP or a word such as `worker`; `via` says which door was used."""

    address: str = ""
    via: str = "system"


_current: ContextVar[Origin] = ContextVar("origin", default=Origin())  # noqa: B039  frozen


def current_origin() -> Origin:
    return _current.get()


@contextmanager
def acting_from(origin: Origin) -> Iterator[None]:
    token = _current.set(origin)
    try:
        yield
    finally:
        _current.reset(token)
