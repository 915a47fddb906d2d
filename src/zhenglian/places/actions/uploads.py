"""A file from an administrator's browser: checked at once, made into a generation by a job."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.digests import sha256_hex
from zhenglian.kernel.errors import ZhenglianError
from zhenglian.places.actions.boundaries import Origin, load_boundaries
from zhenglian.places.borders.outlines import read_outlines
from zhenglian.places.enums import Datum
from zhenglian.places.errors import (
    GenerationLoaded,
    MayNotSwitch,
    UploadLost,
    UploadTooLarge,
    UploadUnreadable,
)
from zhenglian.places.models import Generation, Upload
from zhenglian.places.rules import can_switch_boundaries
from zhenglian.places.signals import boundaries_sent

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

MOST_BYTES = 16 * 2**20  # 0.6 million positions, a minute and a gigabyte; finer ones are for the machine
FAULT_SIGNS = 500
LONGEST = timedelta(hours=1)


def send_boundaries(
    content: bytes, *, origin: Origin, datum: Datum, actor: Staff, clock: Clock = SYSTEM
) -> Upload:
    """Kept until `load_upload` has run; nothing is stored of a file that cannot be boundaries.

    Sends `boundaries_sent`. Raises MayNotSwitch, UploadTooLarge, UploadUnreadable, BoundariesInvalid with
    what is wrong, GenerationLoaded.
    """
    if not can_switch_boundaries(actor, clock=clock):
        raise MayNotSwitch
    if len(content) > MOST_BYTES:
        raise UploadTooLarge
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        raise UploadUnreadable from reason
    digest = sha256_hex(text.encode())
    if _is_known(digest, datum, clock):
        raise GenerationLoaded
    read_outlines(text, datum=datum)
    return _kept(text, digest, origin, datum, actor, clock)


def load_upload(upload_id: int, *, clock: Clock = SYSTEM) -> None:
    """Once; what was wrong stays with the row. The file is gone afterwards."""
    upload = Upload.objects.filter(pk=upload_id, ended_at=None).select_related("sent_by").first()
    if upload is None:
        return
    origin = Origin(upload.name, upload.source, upload.licence, upload.valid_from)
    try:
        text = _text_of(upload)
        load_boundaries(text, origin=origin, datum=Datum(upload.datum), actor=upload.sent_by, clock=clock)
    except GenerationLoaded:
        pass  # a job that broke off after its work, or the same file twice: it is there
    except ZhenglianError as reason:
        upload.fault = str(reason)[:FAULT_SIGNS]
    upload.ended_at = clock.now()
    upload.save(update_fields=["fault", "ended_at"])
    upload.path.unlink(missing_ok=True)


def _text_of(upload: Upload) -> str:
    try:
        return upload.path.read_text(encoding="utf-8")
    except OSError as reason:
        raise UploadLost from reason


def _is_known(digest: str, datum: Datum, clock: Clock) -> bool:
    """Loaded, or on its way. A job that has not ended after an hour has failed for good."""
    waiting = Upload.objects.filter(ended_at=None, sent_at__gt=clock.now() - LONGEST)
    return (
        Generation.objects.filter(source_digest=digest, datum=datum).exists()
        or waiting.filter(digest=digest, datum=datum).exists()
    )


@transaction.atomic
def _kept(text: str, digest: str, origin: Origin, datum: Datum, actor: Staff, clock: Clock) -> Upload:
    upload = Upload.objects.create(
        name=origin.name[:80],
        valid_from=origin.valid_from,
        source=origin.source[:200],
        licence=origin.licence[:200],
        datum=datum,
        digest=digest,
        sent_by=actor,
        sent_at=clock.now(),
    )
    upload.path.parent.mkdir(parents=True, exist_ok=True)
    upload.path.write_text(text, encoding="utf-8")
    boundaries_sent.send(sender=Upload, upload=upload)
    return upload
