"""Photos of citizens and of visits, documents as evidence: drawn anew or stripped, then kept encrypted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.cases import errors
from zhenglian.cases.actions.due_times import subject_of
from zhenglian.cases.actions.files import keep_file
from zhenglian.cases.actions.publishing import MAY_CHECK
from zhenglian.cases.actions.stepping import begin, locked_case, take_step
from zhenglian.cases.enums import Act, EvidenceKind
from zhenglian.cases.models import Case, Evidence, Photo, Visit
from zhenglian.cases.rules import check_words, roles_on
from zhenglian.inbox.api import Checked
from zhenglian.inbox.enums import MessageKind
from zhenglian.inbox.errors import MediaRefused
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

MOST_SIGNS = 500
SAFE = ("https://", "http://")


def add_photos(
    case: Case, files: Iterable[bytes], *, visit: Visit | None, actor: Staff | None, clock: Clock
) -> list[Photo]:
    """Inside the caller's transaction. A file that is no photo is left out: words are never lost for it."""
    kept, order = [], case.photos.count()
    for data in files:
        try:
            clean = Checked.of(MessageKind.IMAGE, data)
        except MediaRefused:
            continue
        order += 1
        kept.append(
            Photo.objects.create(
                case=case,
                visit=visit,
                order=order,
                digest=keep_file(clean.data),
                mime=clean.mime,
                size=len(clean.data),
                added_by=actor,
                at=clock.now(),
            )
        )
    return kept


@transaction.atomic
def blur_photo(photo: Photo, data: bytes, *, actor: Staff, clock: Clock = SYSTEM) -> Photo:
    """The copy in which somebody has hidden faces and plates; the public sees this one. In any state:

    much is published only after the answer. Records `cases.blur_photo`. Raises MayNotHandle, FileRefused.
    """
    case = locked_case(photo.case)
    if not MAY_CHECK & roles_on(actor, case, clock=clock):
        raise errors.MayNotHandle
    photo.blurred_digest, photo.blurred_by = keep_file(_picture(data).data), actor
    photo.save(update_fields=["blurred_digest", "blurred_by"])
    on = subject_of(case).audited()
    record("cases.blur_photo", actor=actor, on=on, detail={"photo": photo.pk}, clock=clock)
    return photo


@transaction.atomic
def add_evidence(
    case: Case,
    *,
    words: str,
    photo: bytes | None = None,
    document: bytes | None = None,
    link: str = "",
    actor: Staff,
    clock: Clock = SYSTEM,
) -> Evidence:
    """Exactly one of photo, document (PDF) and link shows what was done. Records `cases.evidence`.

    Raises NotNow, MayNotHandle, WordsMissing, WordsTooLong, FileRefused.
    """
    case = begin(case, Act.EVIDENCE, actor=actor, clock=clock)
    row = Evidence(case=case, words=check_words(words, limit=MOST_SIGNS), added_by=actor, at=clock.now())
    if (photo is not None) + (document is not None) + bool(link) != 1:
        raise errors.FileRefused
    if photo is not None:
        clean = _picture(photo)
        kept = add_photos(case, [clean.data], visit=None, actor=actor, clock=clock)
        row.kind, row.photo = EvidenceKind.PHOTO, kept[0]
    elif document is not None:
        paper = _checked(MessageKind.FILE, document)
        row.kind, row.mime, row.size = EvidenceKind.DOCUMENT, paper.mime, len(paper.data)
        row.digest = keep_file(paper.data)
    elif link.startswith(SAFE):
        row.kind, row.link = EvidenceKind.LINK, link[:500]
    else:
        raise errors.FileRefused
    row.save()
    detail = {"evidence": row.pk, "kind": row.kind}
    take_step(case, Act.EVIDENCE, actor=actor, clock=clock, detail=detail)
    return row


def _picture(data: bytes) -> Checked:
    return _checked(MessageKind.IMAGE, data)


def _checked(kind: MessageKind, data: bytes) -> Checked:
    try:
        return Checked.of(kind, data)
    except MediaRefused as reason:
        raise errors.FileRefused from reason
