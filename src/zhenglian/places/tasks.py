"""Jobs of places: boundaries that an administrator sent become a generation."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from zhenglian.jobs.api import RetryPolicy, run_alone, task, wake
from zhenglian.places.models import Upload
from zhenglian.places.signals import boundaries_sent

VIA = "places.load_boundaries"


@task(VIA, RetryPolicy(attempts=2))
def load_boundaries_sent(upload_id: int) -> None:
    """Takes seconds to a minute, and a gigabyte for a country."""
    run_alone("zhenglian.places.actions.uploads:load_upload", upload_id, via=VIA)


@receiver(boundaries_sent, dispatch_uid="places.load_boundaries")
def load_soon(upload: Upload, **_: Any) -> None:  # Any: a signal's arguments
    wake(load_boundaries_sent, upload.pk)
