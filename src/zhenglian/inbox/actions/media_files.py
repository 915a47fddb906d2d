"""Where citizens' files lie: encrypted under the field key, in a folder that no web server shows."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction

from zhenglian.inbox import errors
from zhenglian.inbox.enums import MediaState
from zhenglian.inbox.handles import derived_key
from zhenglian.inbox.models import Media
from zhenglian.kernel.digests import sha256_hex

FOLDER = "inbox-media"
NONCE_BYTES = 12
A_DAY = 24 * 60 * 60


def keep_file(media: Media, data: bytes, mime: str) -> None:
    """Writes the file, then names it in the row (unsaved): a row never names half a file."""
    digest = sha256_hex(data)
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = _cipher().encrypt(nonce, data, _context(media.pk, digest))
    target = _path(media.pk, digest)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    draft = target.with_suffix(f".{secrets.token_hex(4)}")
    with draft.open("wb") as file:
        file.write(nonce + sealed)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)
    media.digest, media.size, media.mime, media.state = digest, len(data), mime, MediaState.STORED


def file_bytes(media: Media) -> bytes:
    """The file in clear. Raises MediaNotStored."""
    if media.state != MediaState.STORED or not media.digest:
        raise errors.MediaNotStored
    try:
        raw = _path(media.pk, media.digest).read_bytes()
        return _cipher().decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], _context(media.pk, media.digest))
    except (OSError, InvalidTag) as reason:
        raise errors.MediaNotStored from reason


def drop_files(rows: Iterable[Media]) -> None:
    """Removes the files of these rows once the transaction is in; what is not there is no mistake."""
    for media in rows:
        if media.digest:
            transaction.on_commit(partial(_path(media.pk, media.digest).unlink, missing_ok=True))


def sweep_files(*, now: float) -> int:
    """Removes files that no row names and that are older than a day; returns how many.

    They were left by a process that died between file and row, or between erasure and file.
    """
    folder = Path(settings.DATA_DIR) / FOLDER
    old = [path for path in folder.glob("*/*") if path.is_file() and path.stat().st_mtime < now - A_DAY]
    stored = Media.objects.filter(state=MediaState.STORED).values_list("pk", "digest")
    named = {_path(pk, digest) for pk, digest in stored} if old else set()
    lost = [path for path in old if path not in named]
    for path in lost:
        path.unlink(missing_ok=True)
    return len(lost)


def _path(pk: int, digest: str) -> Path:
    """Two levels, so that no folder grows without bound."""
    return Path(settings.DATA_DIR) / FOLDER / digest[:2] / f"{pk}-{digest[:16]}"


def _cipher() -> AESGCM:
    return AESGCM(derived_key(settings.FIELD_KEY, "media"))


def _context(pk: int, digest: str) -> bytes:
    return f"inbox_media.{pk}.{digest}".encode()
