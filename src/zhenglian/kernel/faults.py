"""What may be written to a log about an exception: its class and its place. Its text may quote a row."""

from __future__ import annotations

from pathlib import Path
from traceback import extract_tb

PACKAGE = Path(__file__).parents[1]


def told(reason: BaseException) -> dict[str, str]:
    """`reason`: the class; `at`: the innermost line of our own code, «zhenglian/jobs/worker.py:87»."""
    frames = extract_tb(reason.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(PACKAGE)]
    at = [f"{_short(frame.filename)}:{frame.lineno}" for frame in (ours or frames)[-1:]]
    return {"reason": type(reason).__name__, "at": "".join(at)}


def _short(filename: str) -> str:
    path = Path(filename)
    return path.relative_to(PACKAGE.parent).as_posix() if path.is_relative_to(PACKAGE) else path.name
