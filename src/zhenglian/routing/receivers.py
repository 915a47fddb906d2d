"""When the tree of units is another one, every process reads the book anew."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from zhenglian.people.signals import units_changed
from zhenglian.routing.actions.stamping import renew_stamp


@receiver(units_changed, dispatch_uid="routing.read_units_anew")
def read_units_anew(**_kwargs: Any) -> None:  # Any: as in Django's signals
    renew_stamp()
