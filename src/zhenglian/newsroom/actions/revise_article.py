"""Changes single facts of a draft: the short road beside the full editor, also on a phone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from wagtail.images import get_image_model

from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.newsroom.actions.article_lock import locked
from zhenglian.newsroom.models import ArticlePage
from zhenglian.newsroom.rules import check_can_write
from zhenglian.newsroom.selectors.drafts import draft_of

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from zhenglian.people.api import Staff

FACTS = (
    "title",
    "subtitle",
    "digest",
    "column",
    "author_line",
    "correction_note",
    "cover_alt",
    "is_key",
    "is_hot",
    "is_difficult",
)


@transaction.atomic
def revise_article(
    article: ArticlePage,
    *,
    facts: Mapping[str, Any],  # Any: a model field's value each
    cover: UploadedFile[bytes] | None = None,
    actor: Staff,
    clock: Clock = SYSTEM,
) -> ArticlePage:
    """Saves a new draft with these facts (keys of `FACTS`) and, if given, another cover picture.

    The save is noted like every other (`note_edit`): the actor becomes a contributor, and no approval
    survives a change. Raises UnitMissing, MayNotWrite, and ValidationError for impossible values.
    """
    article = locked(article)
    draft = draft_of(article)
    check_can_write(actor, draft, clock=clock)
    for field in FACTS:
        if field in facts:
            setattr(draft, field, facts[field])
    if cover is not None:
        draft.cover = get_image_model().objects.create(
            title=draft.cover_alt or draft.title, file=cover, uploaded_by_user=actor
        )
    draft.save_revision(user=actor)
    article.refresh_from_db()
    return article
