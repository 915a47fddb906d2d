"""At log-in a person's groups are brought up to date, so that a morning's new posting opens doors."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from zhenglian.people.actions.groups import sync_groups
from zhenglian.people.models import Staff


@receiver(user_logged_in, dispatch_uid="people.sync_groups_at_log_in")
def sync_groups_at_log_in(user: Staff, **_kwargs: Any) -> None:  # Any: as in Django's signals
    sync_groups(user)
