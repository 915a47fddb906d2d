"""Files of cases that no row names: left by a process that died between file and row, or by an erasure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.db.models import Q

from zhenglian.cases.actions.files import folder_of_files
from zhenglian.cases.models import Evidence, Photo
from zhenglian.kernel.clock import SYSTEM, Clock

KEPT_FOR = timedelta(days=1)  # longer than any transaction between file and row


def sweep_files(*, clock: Clock = SYSTEM) -> int:
    """Removes those that are older than a day, halves of files too; returns how many."""
    oldest = (clock.now() - KEPT_FOR).timestamp()
    lost = [path for path in _files_before(oldest) if not is_named(path.name)]
    for path in lost:
        if path.stat().st_mtime < oldest:  # nobody has sent the same bytes meanwhile
            path.unlink(missing_ok=True)
    return len(lost)


def is_named(digest: str) -> bool:
    """The same bytes are kept once, whoever sent them."""
    of_photos = Photo.objects.filter(Q(digest=digest) | Q(blurred_digest=digest))
    return of_photos.exists() or Evidence.objects.filter(digest=digest).exists()


def _files_before(oldest: float) -> Iterator[Path]:
    for path in folder_of_files().glob("*/*"):
        if path.is_file() and path.stat().st_mtime < oldest:
            yield path
