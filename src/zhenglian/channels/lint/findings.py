"""What a check finds, and the checks that all platforms share: lengths and pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Finding:
    """`part` is the platform; `place` says where, `mend` what to do. `blocks`: the platform would refuse."""

    part: str
    code: str
    place: StrOrPromise
    message: StrOrPromise
    mend: StrOrPromise
    blocks: bool


class Picture(Protocol):
    @property
    def mime(self) -> str: ...

    @property
    def size(self) -> int: ...


Pictures = Mapping[str, Picture]  # by sha256; one that is absent here is missing from the store


def too_long(part: str, code: str, place: StrOrPromise, text: str, limit: int | None) -> Iterator[Finding]:
    """Counts characters, as the platforms do for titles, authors and digests."""
    if limit is not None and len(text) > limit:
        yield Finding(
            part,
            code,
            place,
            _("%(length)s characters; the platform takes at most %(limit)s.")
            % {"length": len(text), "limit": limit},
            _("Shorten it by %(surplus)s characters.") % {"surplus": len(text) - limit},
            blocks=True,
        )


def picture_findings(
    part: str, place: StrOrPromise, picture: Picture | None, mimes: frozenset[str], max_bytes: int
) -> Iterator[Finding]:
    if picture is None:
        yield Finding(
            part,
            "picture_missing",
            place,
            _("The picture is missing from the store."),
            _("Choose the picture again."),
            blocks=True,
        )
        return
    if picture.mime not in mimes:
        kinds = ", ".join(sorted(mime.removeprefix("image/").upper() for mime in mimes))
        yield Finding(
            part,
            "picture_kind",
            place,
            _("The platform does not take pictures of the kind %(mime)s.") % {"mime": picture.mime},
            _("Use one of: %(kinds)s.") % {"kinds": kinds},
            blocks=True,
        )
    if picture.size > max_bytes:
        yield Finding(
            part,
            "picture_size",
            place,
            _("The picture has %(size)s KB; the platform takes at most %(limit)s KB.")
            % {"size": picture.size // 1024, "limit": max_bytes // 1024},
            _("Use a smaller picture."),
            blocks=True,
        )
