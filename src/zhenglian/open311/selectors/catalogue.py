"""The services that other systems are offered: the classes of matters that citizens bring."""

from __future__ import annotations

from datetime import UTC, datetime

from zhenglian.clocks.api import PolicyClass, classes, sentence
from zhenglian.open311 import errors
from zhenglian.open311.definitions import Service

# A disclosure request proves identity, a rumour has a desk of its own, the rest is for officers.
OFFERED = ("complaint", "report", "consultation", "suggestion")
SHIPPED_AT = datetime(2026, 1, 1, tzinfo=UTC)  # of classes that the office has not touched


def services() -> list[Service]:
    """All of them or none: a client deletes what is missing (open311.md 5). Raises ServicesUnavailable."""
    found = [_service(each) for each in _offered()]
    if not found:
        raise errors.ServicesUnavailable
    return found


def service_by_code(code: str) -> Service:
    """Raises ServiceUnknown."""
    for service in services():
        if service.code == code:
            return service
    raise errors.ServiceUnknown


def changed_at() -> datetime:
    """When the list last changed; clients then read it again."""
    moments = [each.policy.changed_at for each in classes(with_retired=True) if each.policy.changed_at]
    return max([SHIPPED_AT, *moments])


def _offered() -> list[PolicyClass]:
    return [each for each in classes() if each.key in OFFERED]


def _service(each: PolicyClass) -> Service:
    return Service(each.key, each.label, sentence(each.policy.terms), each.key)
