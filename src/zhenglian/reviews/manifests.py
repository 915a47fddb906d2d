"""What a seal binds: {part: sha256 of its exact bytes}. Pure."""

from __future__ import annotations

from collections.abc import Mapping


class Manifest(dict[str, str]):
    """Of a review, a seal or a rendering; read from its JSON column by `Manifest(seal.manifest)`."""

    def is_kept_by(self, rendered: Mapping[str, str]) -> bool:
        """Every part that was sealed is still the same.

        A part that the seal does not have was never approved and is never sent (`sealed_digest` knows none
        for it), but it makes no other article: a later version of the software may render more parts.
        """
        return bool(self) and all(rendered.get(part) == digest for part, digest in self.items())
