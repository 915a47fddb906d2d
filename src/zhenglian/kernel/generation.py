"""The generation of the public pages: eight bytes in a mapped file that all processes of a machine share.

Who changes a public page advances it; whoever keeps rendered pages compares it on every request.
The row that carries a change to other machines is `portal.models.PageGeneration`.
"""

from __future__ import annotations

import mmap
import os
from pathlib import Path

SIZE = 8
NAME = "pages.generation"


class Generation:
    """The mapped counter. Reading is a memory read; writing eight aligned bytes is seen whole or not yet."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o640)
        try:
            if os.fstat(descriptor).st_size < SIZE:
                os.ftruncate(descriptor, SIZE)
            self.mapped = mmap.mmap(descriptor, SIZE)
        finally:
            os.close(descriptor)

    def read(self) -> int:
        return int.from_bytes(self.mapped[:SIZE], "little")

    def write(self, value: int) -> None:
        """Any other value than before tells all readers to forget what they keep."""
        self.mapped[:SIZE] = (value % 2**64).to_bytes(SIZE, "little")
