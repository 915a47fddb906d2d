"""The table of names as a file in the data folder, made by `zhenglian migrate` for all processes.

Building takes seconds and leaves 60 MB behind in the process; what is read from the file takes 8.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from zhenglian.places.divisions import DATA
from zhenglian.places.names.table import Names, build_table

FOLDER, ENDING = "names", ".names"  # in the data folder
DIGEST_BYTES = 32


@lru_cache(maxsize=1)
def shipped_names() -> Names:
    """From the file; built here where there is none of this version, or a damaged one."""
    return _read(_path()) or Names.of(build_table())


def keep_names() -> None:
    """Makes the file if need be, so that no process that serves has to build the table."""
    path = _path()
    if _read(path) is None:
        _write(Names.of(build_table()), path)


def _read(path: Path) -> Names | None:
    """Only what has its digest in front: the automaton itself trusts its bytes blindly."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    digest, body = content[:DIGEST_BYTES], content[DIGEST_BYTES:]
    return Names(*_parts(body)) if hashlib.sha256(body).digest() == digest else None


def _parts(body: bytes) -> Iterator[bytes]:
    head, _line, rest = body.partition(b"\n")
    for length in json.loads(head):
        yield rest[:length]
        rest = rest[length:]


def _write(names: Names, path: Path) -> None:
    """Written aside first: a half file has no name. Those of earlier versions go."""
    parts = names.parts()
    body = json.dumps([len(part) for part in parts]).encode() + b"\n" + b"".join(parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as aside:
        aside.write(hashlib.sha256(body).digest() + body)
    Path(aside.name).chmod(0o644)  # the operator who prepares may be another user than the server
    Path(aside.name).replace(path)
    for other in path.parent.glob(f"*{ENDING}"):
        if other != path:
            other.unlink(missing_ok=True)


def _path() -> Path:
    """Named after all that decides about its content: lists, the code that reads them, the automaton."""
    digest = hashlib.sha256(version("daachorse").encode())
    here = Path(__file__).parent
    for source in sorted([*DATA.iterdir(), *here.glob("*.py"), here.parent / "divisions.py"]):
        digest.update(source.read_bytes())
    return Path(settings.DATA_DIR) / FOLDER / f"{digest.hexdigest()[:32]}{ENDING}"
