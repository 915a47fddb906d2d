"""Makes a draft: by hand, or from what an importer read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.images import get_image_model

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.errors import NotFound
from zhenglian.newsroom.blocks import TEXT_FEATURES
from zhenglian.newsroom.enums import OriginKind
from zhenglian.newsroom.models import ArticleIndexPage, ArticlePage
from zhenglian.newsroom.rules import check_can_write
from zhenglian.newsroom.selectors.drafts import subject_of

if TYPE_CHECKING:
    from zhenglian.newsroom.importers import ImportedBlock, ImportedDraft, ImportedImage
    from zhenglian.people.api import Staff, Unit

EDITOR_PASSES = 6  # each trims a space that the one before moved to an edge
TITLE_COLUMN = 255  # characters that the column takes; 64 are asked for when it is submitted


@transaction.atomic
def create_article(
    *,
    actor: Staff,
    unit: Unit,
    draft: ImportedDraft | None = None,
    clock: Clock = SYSTEM,
    **fields: Any,  # of ArticlePage; they win over what the draft holds
) -> ArticlePage:
    """A draft page with its first revision, owned by `actor`. Records `newsroom.create`.

    Of an imported draft, pictures go into the library, the first becomes the cover, and a named source
    makes the article a reprint. Raises UnitMissing, MayNotWrite, and NotFound without an article index.
    """
    index = ArticleIndexPage.objects.first()
    if index is None:
        raise NotFound(_("The page that holds the articles is missing: run “zhenglian up” once."))
    values = {**(_values_of(draft, actor) if draft else {}), **fields}
    title = str(values.pop("title", "") or _("Untitled"))[:TITLE_COLUMN]
    article = ArticlePage(owner=actor, live=False, title=title, unit=unit, **values)
    check_can_write(actor, article, clock=clock)
    index.add_child(instance=article)
    article.save_revision(user=actor, clean=False, log_action=True)
    on = subject_of(article).audited()
    record("newsroom.create", actor=actor, on=on, detail={"imported": draft is not None}, clock=clock)
    return article


def _values_of(draft: ImportedDraft, actor: Staff) -> dict[str, Any]:
    images = [_stored(image, draft.title, actor) for image in draft.images]
    first = draft.images[0] if draft.images else None
    return {
        "title": draft.title,
        "subtitle": draft.subtitle[:120],
        "digest": draft.digest[:300],
        "author_line": draft.author_line[:60],
        "source_name": draft.source_name[:120],
        "source_published_on": draft.source_published_on,
        "origin_kind": OriginKind.REPRINT if draft.source_name else OriginKind.ORIGINAL,
        "cover": images[0] if images else None,
        "cover_alt": first.alt[:200] if first else "",
        "body": json.dumps([_block(block, images) for block in draft.blocks]),
    }


def _stored(image: ImportedImage, title: str, actor: Staff) -> Any:  # Any: Wagtail's image model is untyped
    return get_image_model().objects.create(
        title=(image.alt or f"{title} {image.name}")[:255],
        file=ContentFile(image.data, name=image.name),
        uploaded_by_user=actor,
    )


def _block(block: ImportedBlock, images: list[Any]) -> dict[str, Any]:
    value = block.value
    if block.kind == "picture":
        value = {**value, "image": images[value["image"]].pk}
    if block.kind == "paragraph":
        value = _as_the_editor_writes_it(value)
    return {"type": block.kind, "value": value}


def _as_the_editor_writes_it(markup: str) -> str:
    """Opening an imported article and saving it unchanged must change no byte, or approvals would fall."""
    converter = ContentstateConverter(features=TEXT_FEATURES)
    text = markup.replace("<br>", "<br/>")  # the converter takes an unclosed tag for an error
    for _pass in range(EDITOR_PASSES):
        before, text = text, str(converter.to_database_format(converter.from_database_format(text)))
        if text == before:
            break
    return text
