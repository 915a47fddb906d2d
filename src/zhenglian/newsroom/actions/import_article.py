"""From an uploaded file or pasted text to a draft. The file is kept before anything opens it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.text import get_valid_filename

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.digests import sha256_hex
from zhenglian.newsroom.actions.create_article import create_article
from zhenglian.newsroom.importers import CannotImport, import_draft, import_pasted
from zhenglian.newsroom.models import ArticlePage, ImportedFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhenglian.newsroom.importers import ImportedDraft
    from zhenglian.people.api import Staff, Unit

PASTED = "pasted.html"


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """`notes`: what was guessed, left out or unreadable, for the person who imported it."""

    article: ArticlePage
    notes: tuple[str, ...]


def import_article(
    data: bytes, filename: str, *, actor: Staff, unit: Unit, clock: Clock = SYSTEM
) -> ImportedArticle:
    """A draft from a file. Raises `CannotImport` (noted on the kept file) and create_article's errors."""
    kept = _keep(data, filename, actor, clock)
    return _imported(kept, lambda: import_draft(data, filename), actor, unit, clock)


def import_pasted_article(
    markup: str, text: str, *, actor: Staff, unit: Unit, clock: Clock = SYSTEM
) -> ImportedArticle:
    """The same from the clipboard: HTML when the browser gave some, else plain text."""
    kept = _keep((markup or text).encode(), PASTED, actor, clock)
    return _imported(kept, lambda: import_pasted(markup, text), actor, unit, clock)


def _keep(data: bytes, filename: str, actor: Staff, clock: Clock) -> ImportedFile:
    name = get_valid_filename(filename)[-100:] or "file"
    kept = ImportedFile(
        name=filename[-200:],
        sha256=sha256_hex(data),
        size=len(data),
        uploaded_by=actor,
        uploaded_at=clock.now(),
    )
    kept.file.save(name, ContentFile(data), save=True)
    return kept


def _imported(
    kept: ImportedFile, read: Callable[[], ImportedDraft], actor: Staff, unit: Unit, clock: Clock
) -> ImportedArticle:
    try:
        draft = read()
    except CannotImport as reason:
        kept.problem = str(reason)[:300]
        kept.save(update_fields=["problem"])
        raise
    with transaction.atomic():
        kept.article = create_article(actor=actor, unit=unit, draft=draft, clock=clock)
        kept.save(update_fields=["article"])
        detail = {"file": kept.name, "sha256": kept.sha256, "article": kept.article.pk}
        on = ("newsroom.import", str(kept.pk), kept.name)
        record("newsroom.import", actor=actor, on=on, detail=detail, clock=clock)
    return ImportedArticle(kept.article, draft.notes)
