"""Everything of one person as a file to hand over (PIPL art. 45): a page to read, JSON, and the media."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from django.template.loader import render_to_string

from zhenglian.audit.api import record
from zhenglian.inbox.actions.media_files import file_bytes
from zhenglian.inbox.errors import MediaNotStored
from zhenglian.inbox.keepers import Keeper, Told, told_elsewhere
from zhenglian.inbox.models import Person
from zhenglian.inbox.person_record import Record, file_name, person_record, plain, stored_media
from zhenglian.inbox.whole_person import check_may_see_whole, matters_of
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

Elsewhere = list[tuple[Keeper, list[Told]]]
STYLE = Path(__file__).parents[1] / "data" / "export.css"


@dataclass(frozen=True, slots=True)
class Exported:
    """What is in the archive; `missing`: files that should be there and could not be read."""

    letters: int
    messages: int
    files: int
    missing: int


def export_person(
    person: Person,
    out: IO[bytes],
    *,
    with_notes: bool = True,
    actor: Staff | None,
    clock: Clock = SYSTEM,
) -> Exported:
    """Writes a ZIP archive to `out`. `with_notes` False: without internal notes.

    Records `inbox.export_person` with the numbers before the archive is given away. Raises MayNotSeeWhole.
    """
    check_may_see_whole(actor, person, clock=clock)
    found = person_record(person, with_notes=with_notes)
    elsewhere = told_elsewhere(list(matters_of(person).order_by("pk").values_list("pk", flat=True)))
    found = {"exported": clock.now(), "with_notes": with_notes, **found}
    found |= {keeper.key: [told.data for told in tolds] for keeper, tolds in elsewhere}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        files, missing = _add_media(archive, person, with_notes=with_notes)
        files += _add_told(archive, elsewhere)
        archive.writestr("data.json", json.dumps(found, ensure_ascii=False, indent=1, default=plain))
        archive.writestr("index.html", _page(found, elsewhere))
        archive.write(STYLE, "style.css")
    done = Exported(len(found["letters"]), _count_messages(found), files, missing)
    detail = {"letters": done.letters, "messages": done.messages, "files": files, "with_notes": with_notes}
    record("inbox.export_person", actor=actor, on=person, detail=detail, clock=clock)
    return done


def _add_media(archive: zipfile.ZipFile, person: Person, *, with_notes: bool) -> tuple[int, int]:
    files = missing = 0
    for media in stored_media(person, with_notes=with_notes):
        try:
            archive.writestr(file_name(media), file_bytes(media))
        except MediaNotStored:
            missing += 1
        else:
            files += 1
    return files, missing


def _add_told(archive: zipfile.ZipFile, elsewhere: Elsewhere) -> int:
    """Returns how many files."""
    files = [each for _keeper, tolds in elsewhere for told in tolds for each in told.files.items()]
    for name, content in files:
        archive.writestr(name, content)
    return len(files)


def _page(found: Record, elsewhere: Elsewhere) -> str:
    return render_to_string("inbox/export/person.html", {"record": found, "elsewhere": elsewhere})


def _count_messages(found: Record) -> int:
    return sum(len(each["messages"]) for each in found["conversations"])
