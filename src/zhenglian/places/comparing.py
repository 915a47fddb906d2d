"""What another generation of boundaries would change, county by county."""

from __future__ import annotations

from dataclasses import dataclass

from zhenglian.places.divisions import full_name
from zhenglian.places.models import Division, Generation

County = tuple[str, list[list[list[float]]]]  # name, coarse outline


@dataclass(frozen=True, slots=True)
class Changes:
    """Codes, each list in their order. `redrawn`: the outline differs at the scale of the map."""

    added: list[str]
    gone: list[str]
    renamed: list[tuple[str, str, str]]  # code, old, new
    redrawn: list[str]
    same: int

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.renamed or self.redrawn)


def changes_between(old: Generation, new: Generation) -> Changes:
    """Two queries."""
    before, after = _counties(old), _counties(new)
    both = sorted(before.keys() & after.keys())
    renamed = [(code, before[code][0], after[code][0]) for code in both if before[code][0] != after[code][0]]
    redrawn = [code for code in both if before[code][1] != after[code][1]]
    touched = {code for code, _old, _new in renamed} | set(redrawn)
    return Changes(
        added=sorted(after.keys() - before.keys()),
        gone=sorted(before.keys() - after.keys()),
        renamed=renamed,
        redrawn=redrawn,
        same=len(both) - len(touched),
    )


def named(code: str, names: dict[str, str]) -> str:
    """As our list of divisions says it, with province and city; else as the file did."""
    ours = full_name(code)
    return f"{ours} {code}" if ours and ours != code else f"{names.get(code, '')} {code}".strip()


def _counties(generation: Generation) -> dict[str, County]:
    rows = Division.objects.filter(generation=generation).values_list("code", "name", "outline")
    return {code: (name, outline) for code, name, outline in rows}
