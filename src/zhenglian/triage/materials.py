"""The given messages of the last training, kept so that the page can train again: one encrypted file.

The first line says how many there are, in plain JSON; the second is the ciphertext.
"""

from __future__ import annotations

import base64
import json
import os
import zlib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag

from zhenglian.kernel.encryption import decrypt, encrypt
from zhenglian.triage.errors import MaterialUnreadable
from zhenglian.triage.selectors import models_folder

if TYPE_CHECKING:
    from pathlib import Path

    from zhenglian.triage.learning.corpus import Material

CONTEXT = "triage.given"


@dataclass(frozen=True, slots=True)
class Given:
    """How many messages are kept: with a label, and beside them without one."""

    labelled: int
    unlabelled: int


def given_path() -> Path:
    return models_folder() / "given.messages"


def keep(material: Material) -> Given:
    """In place of what was kept before."""
    given = Given(len(material.labelled), len(material.unlabelled))
    plain = json.dumps(asdict(material), ensure_ascii=False).encode("utf-8", "surrogatepass")
    sealed = encrypt(base64.b64encode(zlib.compress(plain)).decode(), context=CONTEXT)
    path = given_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = path.with_name(f".given.{os.getpid()}")
    waiting.write_text(f"{json.dumps(asdict(given))}\n{sealed}\n", encoding="ascii")
    waiting.replace(path)
    return given


def forget() -> bool:
    """False when nothing was kept."""
    was_kept = given_path().exists()
    given_path().unlink(missing_ok=True)
    return was_kept


def kept() -> Given | None:
    """Counts alone, without a look at the messages; None when none are kept."""
    try:
        with given_path().open(encoding="ascii") as file:
            return Given(**json.loads(file.readline()))
    except (OSError, ValueError, TypeError):
        return None


def kept_material() -> Material | None:
    """None when none is kept. Raises MaterialUnreadable where the file or the operator's key is another."""
    from zhenglian.triage.learning.corpus import Material, Message  # noqa: PLC0415  slow

    if kept() is None:
        return None
    try:
        sealed = given_path().read_text(encoding="ascii").split("\n")[1]
        plain = zlib.decompress(base64.b64decode(decrypt(sealed, context=CONTEXT)))
        found = json.loads(plain.decode("utf-8", "surrogatepass"))
        labelled, unlabelled = (
            [Message(**each) for each in found[name]] for name in ("labelled", "unlabelled")
        )
    except (OSError, ValueError, LookupError, TypeError, InvalidTag, zlib.error) as reason:
        raise MaterialUnreadable from reason
    return Material(labelled, unlabelled, tuple(found["topics"]))
