"""Receipt codes as people type them, and as mails show them."""

from __future__ import annotations

from zhenglian.kernel.ids import GROUP, as_code, spaced

__all__ = ["as_code", "masked", "spaced"]


def masked(code: str) -> str:
    """The first group and stars: enough to find it in a list, not to open its receipt page. For mails."""
    return "-".join([code[:GROUP], *["*" * GROUP] * (len(code) // GROUP - 1)])
