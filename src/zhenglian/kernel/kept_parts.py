"""Large lists prepared once: files in the data folder, made by `zhenglian migrate`, read by every process.

Building takes seconds and leaves up to 100 MB behind in the process; what is read takes its bytes alone.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

DIGEST_BYTES = 32

Parts = tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class KeptParts:
    """The file has `name` for its folder and its ending; all that decides about its content names it:

    `sources` (lists, and the code that reads them) and the versions of `packages`.
    """

    name: str
    sources: tuple[Path, ...]
    packages: tuple[str, ...]
    build: Callable[[], Parts]

    def read(self) -> Parts:
        """From the file; built here where there is none of this version, or a damaged one."""
        return _read(self._path()) or self.build()

    def keep(self) -> None:
        """Makes the file if need be, so that no process that serves has to build. Earlier versions go."""
        path = self._path()
        if _read(path) is None:
            _write(self.build(), path)
            for other in path.parent.glob(f"*{path.suffix}"):
                if other != path:
                    other.unlink(missing_ok=True)

    def _path(self) -> Path:
        digest = hashlib.sha256("".join(map(version, self.packages)).encode())
        for source in (Path(__file__), *sorted(self.sources)):
            digest.update(source.read_bytes())
        return Path(settings.DATA_DIR) / self.name / f"{digest.hexdigest()[:32]}.{self.name}"


def _read(path: Path) -> Parts | None:
    """Only what has its digest in front: automatons trust their bytes blindly."""
    try:
        with path.open("rb") as file:
            digest = file.read(DIGEST_BYTES)
            if hashlib.file_digest(file, "sha256").digest() != digest:
                return None
            file.seek(DIGEST_BYTES)
            return tuple(file.read(length) for length in json.loads(file.readline()))
    except OSError:
        return None


def _write(parts: Parts, path: Path) -> None:
    """Written aside first: a half file has no name."""
    body = json.dumps([len(part) for part in parts]).encode() + b"\n" + b"".join(parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as aside:
        aside.write(hashlib.sha256(body).digest() + body)
    Path(aside.name).chmod(0o644)  # the operator who prepares may be another user than the server
    Path(aside.name).replace(path)
