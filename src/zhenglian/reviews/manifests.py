"""Whether what is rendered today is what was sealed: the one place where two manifests are compared. Pure."""

from __future__ import annotations

from collections.abc import Mapping


def is_same_content(sealed: Mapping[str, str], rendered: Mapping[str, str]) -> bool:
    """Every part that was sealed is still the same.

    A part that the seal does not have was never approved and is never sent (`sealed_digest` knows none for
    it), but it makes no other article: a later version of the software may render more parts.
    """
    return bool(sealed) and all(rendered.get(part) == digest for part, digest in sealed.items())
