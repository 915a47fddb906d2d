"""Loading boundaries as a new generation, and switching one on. Nothing is ever changed in a loaded one."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.digests import sha256_hex
from zhenglian.places.borders.building import build_grid
from zhenglian.places.borders.crossings import self_crossings
from zhenglian.places.borders.grid import Grid, file_digest, write_grid
from zhenglian.places.borders.neighbours import neighbours
from zhenglian.places.borders.outlines import Reading, read_outlines
from zhenglian.places.borders.simplifying import simplified
from zhenglian.places.divisions import parent_of, upper_divisions
from zhenglian.places.enums import Datum, Level
from zhenglian.places.errors import GenerationDamaged, GenerationLoaded, MayNotSwitch
from zhenglian.places.models import FOLDER, Division, Generation
from zhenglian.places.rules import can_switch_boundaries
from zhenglian.places.selectors import is_whole

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

READABLE = 0o644  # the operator who loads may be another user than the server
MOST_NAMED = 50  # codes in a report


@dataclass(frozen=True, slots=True)
class Origin:
    """Where boundaries come from, for whoever asks on what a case was routed."""

    name: str
    source: str
    licence: str = ""
    valid_from: date | None = None


def load_boundaries(
    text: str, *, origin: Origin, datum: Datum, actor: Staff | None, clock: Clock = SYSTEM
) -> Generation:
    """A new generation from GeoJSON; it is not used before `switch_on_boundaries`. Takes up to minutes.

    Keeps the grid as a file in the data folder. Records `places.load_boundaries`. Raises MayNotSwitch,
    BoundariesInvalid with what is wrong, GenerationLoaded for a file that is there already.
    """
    if not can_switch_boundaries(actor, clock=clock):
        raise MayNotSwitch
    source_digest = sha256_hex(text.encode())
    if Generation.objects.filter(source_digest=source_digest, datum=datum).exists():
        raise GenerationLoaded
    reading = read_outlines(text, datum=datum)
    grid = build_grid(reading.outlines)
    generation = Generation(
        name=origin.name[:80],
        valid_from=origin.valid_from or clock.now().date(),
        source=origin.source[:200],
        licence=origin.licence[:200],
        datum=datum,
        source_digest=source_digest,
        digest=_stored(grid),
        counties=len(reading.outlines),
        vertices=sum(each.vertices for each in reading.outlines),
        report=_report(reading, grid),
        loaded_by=actor,
        loaded_at=clock.now(),
    )
    _save(generation, reading, grid, actor, clock)
    return generation


@transaction.atomic
def switch_on_boundaries(generation: Generation, *, actor: Staff | None, clock: Clock = SYSTEM) -> Generation:
    """From now on points are looked up here; cases keep the generation they were routed by.

    Records `places.switch_on_boundaries`. Raises MayNotSwitch, GenerationDamaged.
    """
    if not can_switch_boundaries(actor, clock=clock):
        raise MayNotSwitch
    if not is_whole(generation):
        raise GenerationDamaged
    before = Generation.objects.select_for_update().filter(is_on=True).first()
    Generation.objects.filter(is_on=True).update(is_on=False)
    generation.is_on = True
    generation.switched_on_at = clock.now()
    generation.save(update_fields=["is_on", "switched_on_at"])
    detail = {"before": before.digest[:16] if before else "", "now": generation.digest[:16]}
    record("places.switch_on_boundaries", actor=actor, on=generation, detail=detail, clock=clock)
    return generation


@transaction.atomic
def _save(generation: Generation, reading: Reading, grid: Grid, actor: Staff | None, clock: Clock) -> None:
    generation.save()
    outlines, beside = simplified(reading.outlines), neighbours(grid)
    Division.objects.bulk_create(
        [
            Division(
                generation=generation,
                code=each.code,
                name=each.name[:60],
                level=Level.COUNTY,
                parent=parent_of(each.code),
                outline=outlines[each.code],
                neighbours=beside[each.code],
            )
            for each in reading.outlines
        ],
        batch_size=200,
    )
    detail = {
        "digest": generation.digest,
        "source": generation.source_digest,
        "counties": generation.counties,
    }
    record("places.load_boundaries", actor=actor, on=generation, detail=detail, clock=clock)


def _stored(grid: Grid) -> str:
    """Digest of the file, which is named after it. Written aside first: a half file has no name."""
    folder = Path(settings.DATA_DIR) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
    os.close(handle)
    write_grid(grid, Path(name))
    digest = file_digest(Path(name))
    Path(name).chmod(READABLE)
    Path(name).replace(folder / f"{digest[:32]}.grid")
    return digest


def _report(reading: Reading, grid: Grid) -> dict[str, Any]:  # Any: JSON
    """What an administrator should know before switching on; none of it stops the loading."""
    ours = {
        each.code for each in upper_divisions().values() if each.level == Level.COUNTY and not each.is_zone
    }
    theirs = {each.code for each in reading.outlines}
    return {
        "left_out": reading.left_out[:MOST_NAMED],
        "crossings": dict(sorted(self_crossings(grid).items())[:MOST_NAMED]),
        "unknown": sorted(theirs - ours)[:MOST_NAMED],
        "missing": sorted(ours - theirs)[:MOST_NAMED],
    }
