"""Who takes matters over: cases, rumours, services register themselves here. The inbox knows none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhenglian.inbox.errors import HandlerMissing
from zhenglian.kernel.clock import Clock

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from zhenglian.inbox.models import Matter
    from zhenglian.people.api import Staff


@dataclass(frozen=True, slots=True)
class Handler:
    """`take(matter, actor, clock)` opens the thing over there, in the caller's transaction, and gives its
    reference (at most 80 signs). `key` at most 40 signs; `label` as the button reads. `lead_to(ref, staff)`
    gives the address of the thing, "" for those who may not read it.
    """

    key: str
    label: StrOrPromise
    can_take: Callable[[Matter], bool]
    take: Callable[[Matter, Staff, Clock], str]
    lead_to: Callable[[str, Staff], str] | None = None


HANDLERS: dict[str, Handler] = {}


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a matter went: `address` is "" for who may not read on there."""

    label: StrOrPromise
    ref: str
    address: str


def register_handler(handler: Handler) -> None:
    """Called by the `apps.py` of who takes over. The same key again replaces the former."""
    HANDLERS[handler.key] = handler


def handler_of(key: str) -> Handler:
    """Raises HandlerMissing."""
    try:
        return HANDLERS[key]
    except KeyError as reason:
        raise HandlerMissing from reason


def handlers_for(matter: Matter) -> list[Handler]:
    """Those that would take this matter, in the order of their registration. None: no button is shown."""
    return [handler for handler in HANDLERS.values() if handler.can_take(matter)]


def whereabouts(matter: Matter, staff: Staff) -> Whereabouts | None:
    """None for a matter that nobody took over, or whose handler is no longer there."""
    handler = HANDLERS.get(matter.handler)
    if handler is None or not matter.handler_ref:
        return None
    address = handler.lead_to(matter.handler_ref, staff) if handler.lead_to else ""
    return Whereabouts(handler.label, matter.handler_ref, address)
