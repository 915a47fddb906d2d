"""Everything else that a reviewer approves: what no platform shows word for word, in canonical bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhenglian.kernel.digests import canonical_json

if TYPE_CHECKING:
    from datetime import date

    from zhenglian.newsroom.models import ArticlePage


def facts_of(article: ArticlePage) -> bytes:
    """Keys instead of names for column and unit, so that renaming one breaks no seal."""
    correction = " ".join(article.correction_note.split())
    return canonical_json(
        {
            # Absent without a note, so that seals from before corrections were sealed keep their digest.
            **({"correction": correction} if correction else {}),
            "title": article.title,
            "slug": article.slug,
            "column": article.column_id,
            "unit": article.unit_id,
            "flags": {
                "key": article.is_key,
                "hot": article.is_hot,
                "difficult": article.is_difficult,
            },
            "origin": {
                "kind": article.origin_kind,
                "author": article.author_line,
                "source": article.source_name,
                "url": article.source_url,
                "published_on": _day(article.source_published_on),
            },
            "disclosure": {
                "class": article.disclosure,
                "ground": article.legal_ground,
                "reason": article.disclosure_reason,
                "approver": article.disclosure_approver,
                "review_on": _day(article.disclosure_review_on),
            },
            "cover_alt": article.cover_alt,
        }
    )


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
