"""Where files of cases lie: encrypted under the field key, in a folder that no web server shows."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction

from zhenglian.cases import errors
from zhenglian.kernel.digests import sha256_hex

FOLDER = "case-files"
NONCE_BYTES = 12


def keep_file(data: bytes) -> str:
    """Writes it and returns its digest; the same bytes are kept once. A row never names half a file."""
    digest = sha256_hex(data)
    target = _path(digest)
    if _is_kept(target):
        return digest
    nonce = secrets.token_bytes(NONCE_BYTES)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    draft = target.with_suffix(f".{secrets.token_hex(4)}")
    with draft.open("wb") as file:
        file.write(nonce + _cipher().encrypt(nonce, data, digest.encode()))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)
    return digest


def file_bytes(digest: str) -> bytes:
    """In clear. Raises FileGone."""
    try:
        raw = _path(digest).read_bytes()
        return _cipher().decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], digest.encode())
    except (OSError, InvalidTag) as reason:
        raise errors.FileGone from reason


def drop_files(digests: Iterable[str]) -> None:
    """Removes them once the transaction is in; what is not there is no mistake."""
    for digest in digests:
        transaction.on_commit(partial(_path(digest).unlink, missing_ok=True))


def folder_of_files() -> Path:
    """Below the data folder, not below the media that the web server shows."""
    return Path(settings.DATA_DIR) / FOLDER


def _is_kept(target: Path) -> bool:
    """It is young again: `sweeping` leaves it alone until its new row is in."""
    try:
        os.utime(target)
    except FileNotFoundError:
        return False
    return True


def _path(digest: str) -> Path:
    """Two levels, so that no folder grows without bound."""
    return folder_of_files() / digest[:2] / digest


def _cipher() -> AESGCM:
    key = hashlib.sha256(settings.FIELD_KEY.encode()).digest()
    return AESGCM(hmac.digest(key, b"cases.files", "sha256"))
