"""Drafts from outside: Word, Markdown, HTML and plain text become blocks. Nothing here is stored."""

from zhenglian.newsroom.importers.draft import ImportedBlock, ImportedDraft, ImportedImage
from zhenglian.newsroom.importers.entry import import_draft, import_pasted
from zhenglian.newsroom.importers.errors import CannotImport

__all__ = [
    "CannotImport",
    "ImportedBlock",
    "ImportedDraft",
    "ImportedImage",
    "import_draft",
    "import_pasted",
]
