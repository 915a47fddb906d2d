"""After an upgrade: the product's new terms, where the office has changed nothing."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_migrate
from django.dispatch import receiver

from zhenglian.clocks.actions.policies import refresh_shipped


@receiver(post_migrate, dispatch_uid="clocks.refresh_shipped")
def keep_shipped_current(app_config: Any, **_: Any) -> None:  # Any: a signal's arguments
    if app_config.label == "clocks":
        refresh_shipped()
