"""Photos of a report that is not sent yet: kept encrypted for a day while the page asks something more.

Who sends a form that has a mistake in it keeps the photos by signed names in hidden fields.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core import signing

from zhenglian.cases.reports import MOST_PHOTOS
from zhenglian.inbox.api import Checked
from zhenglian.inbox.enums import MessageKind
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.encryption import decrypt, encrypt

FOLDER = "report-photos"
CONTEXT = "cases.report_photos"
KEPT_FOR = timedelta(days=1)
HEX_BYTES = 16
MOST_KEPT = 600  # files of all citizens together: nobody can fill the disk with forms that are never sent


def keep_photo(data: bytes, *, clock: Clock = SYSTEM) -> str:
    """Drawn anew, written, and its signed name. Raises inbox's MediaRefused for what is no photo."""
    sweep_kept(clock=clock)
    clean = Checked.of(MessageKind.IMAGE, data)
    name = secrets.token_hex(HEX_BYTES)
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    draft = folder / f"{name}.part"
    draft.write_text(encrypt(clean.data.hex(), context=CONTEXT))
    draft.replace(folder / name)
    return signing.dumps(name, salt=CONTEXT)


def kept_photos(tokens: Iterable[str]) -> list[tuple[str, bytes]]:
    """(signed name, file) of those that are still there; forged or old names are left out."""
    found = []
    for token in list(tokens)[:MOST_PHOTOS]:
        path = _path(token)
        if path is not None and path.exists():
            found.append((token, bytes.fromhex(decrypt(path.read_text(), context=CONTEXT))))
    return found


def drop_kept(tokens: Iterable[str]) -> None:
    """The report has them now."""
    for token in tokens:
        path = _path(token)
        if path is not None:
            path.unlink(missing_ok=True)


def sweep_kept(*, clock: Clock = SYSTEM) -> int:
    """Removes what nobody came back for within a day, and the oldest beyond `MOST_KEPT`; returns how many."""
    oldest = (clock.now() - KEPT_FOR).timestamp()
    kept = sorted(_folder().glob("*"), key=_written, reverse=True)
    old = [path for place, path in enumerate(kept) if place >= MOST_KEPT or _written(path) < oldest]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # swept by another process, or sent
        return 0.0


def _path(token: str) -> Path | None:
    try:
        name = signing.loads(token, salt=CONTEXT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    return _folder() / str(name)


def _folder() -> Path:
    return Path(settings.DATA_DIR) / FOLDER
