"""Articles in different stages, brought there by the people whose task it is.

Texts stand in `data/articles.json`, pictures are drawn by `pictures`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from wagtail.images import get_image_model

from zhenglian.accounts.api import active_accounts
from zhenglian.accounts.enums import Platform
from zhenglian.cli.sample_office.pictures import draw
from zhenglian.cli.sample_office.units import SampleUnits
from zhenglian.kernel.clock import BEIJING, Clock
from zhenglian.newsroom.api import (
    ArticlePage,
    Column,
    Remark,
    approve_article,
    create_article,
    draft_of,
    release_article,
    return_article,
    submit_article,
    traits,
)
from zhenglian.people.api import Staff
from zhenglian.people.enums import Role
from zhenglian.reviews.enums import ReturnReason

DATA = Path(__file__).parent / "data" / "articles.json"
CREDIT = "示例图片，程序绘制"
MORNING = time(8, 0)

Sheet = dict[str, Any]  # Any: one article of the JSON file
People = dict[Role, Staff]


def load_articles(units: SampleUnits, people: People, *, clock: Clock) -> None:
    """Only into an empty newsroom: afterwards the articles belong to whoever tries things out."""
    if ArticlePage.objects.exists():
        return
    for sheet in json.loads(DATA.read_text(encoding="utf-8")):
        article = _written(sheet, units, people[Role.EDITOR], clock)
        STAGES[sheet["stage"]](article, sheet, people, clock)


def _written(sheet: Sheet, units: SampleUnits, editor: Staff, clock: Clock) -> ArticlePage:
    cover = sheet.get("cover")
    fields = {
        "title": sheet["title"],
        "subtitle": sheet.get("subtitle", ""),
        "digest": sheet["digest"],
        "author_line": sheet["author"],
        "column": Column.objects.get(slug=sheet["column"]),
        "is_key": sheet.get("is_key", False),
        "is_hot": sheet.get("is_hot", False),
        "body": json.dumps([_block(kind, parts, editor) for kind, *parts in sheet["body"]]),
    }
    if cover:
        fields |= {"cover": _picture(cover["scene"], cover["alt"], editor), "cover_alt": cover["alt"]}
    return create_article(actor=editor, unit=units.institute, clock=clock, **fields)


def _block(kind: str, parts: list[Any], editor: Staff) -> Sheet:  # Any: JSON
    return {"type": kind, "value": BLOCKS[kind](parts, editor)}


def _table(rows: list[list[str]]) -> Sheet:
    head, *others = rows
    columns = [{"type": "text", "heading": heading} for heading in head]
    return {"columns": columns, "rows": [{"values": row} for row in others], "caption": ""}


def _picture_block(parts: list[str], editor: Staff) -> Sheet:
    scene, alt, caption = parts
    image = _picture(scene, alt, editor)
    return {"image": image.pk, "alt": alt, "caption": caption, "credit": CREDIT}


def _picture(scene: str, alt: str, editor: Staff) -> Any:  # Any: Wagtail's image model is untyped
    file = ContentFile(draw(scene), name=f"sample-{scene}.jpg")
    return get_image_model().objects.create(title=alt[:255], file=file, uploaded_by_user=editor)


BLOCKS: dict[str, Callable[[list[Any], Staff], Any]] = {  # Any: each block's stored form
    "paragraph": lambda parts, _editor: parts[0],
    "heading": lambda parts, _editor: {"text": parts[0], "level": "2"},
    "quote": lambda parts, _editor: {"text": parts[0], "attribution": parts[1]},
    "question": lambda parts, _editor: {"question": parts[0], "answer": parts[1]},
    "timeline": lambda parts, _editor: [{"when": when, "text": text} for when, text in parts[0]],
    "table": lambda parts, _editor: _table(parts[0]),
    "picture": _picture_block,
}


def _leave(_article: ArticlePage, _sheet: Sheet, _people: People, _clock: Clock) -> None:
    """A draft stays a draft."""


def _submit(article: ArticlePage, people: People, clock: Clock) -> None:
    submit_article(article, actor=people[Role.EDITOR], clock=clock)


def _to_second_review(article: ArticlePage, _sheet: Sheet, people: People, clock: Clock) -> None:
    _submit(article, people, clock)
    approve_article(article, actor=people[Role.FIRST_REVIEWER], comment="表述清楚，同意。", clock=clock)


def _return(article: ArticlePage, sheet: Sheet, people: People, clock: Clock) -> None:
    _submit(article, people, clock)
    place = f"body.{draft_of(article).body[1].id}"
    return_article(
        article,
        reason=ReturnReason.FACTS,
        comment=sheet["return_comment"],
        remarks=[Remark(place, sheet["return_remark"])],
        actor=people[Role.FIRST_REVIEWER],
        clock=clock,
    )


def _approve(article: ArticlePage, people: People, clock: Clock) -> None:
    """Through two levels, or three when it is key or hot."""
    _submit(article, people, clock)
    reviewers = [Role.FIRST_REVIEWER, Role.SECOND_REVIEWER]
    if traits(draft_of(article)):
        reviewers.append(Role.THIRD_REVIEWER)
    for role in reviewers:
        approve_article(article, actor=people[role], clock=clock)


def _release(article: ArticlePage, people: People, clock: Clock, due_at: datetime | None = None) -> None:
    _approve(article, people, clock)
    everywhere = [one.pk for one in active_accounts() if one.platform != Platform.MANUAL]
    release_article(article, account_ids=everywhere, due_at=due_at, actor=people[Role.PUBLISHER], clock=clock)


def _publish(article: ArticlePage, _sheet: Sheet, people: People, clock: Clock) -> None:
    _release(article, people, clock)


def _schedule(article: ArticlePage, _sheet: Sheet, people: People, clock: Clock) -> None:
    tomorrow = clock.now().astimezone(BEIJING).date() + timedelta(days=1)
    _release(article, people, clock, due_at=datetime.combine(tomorrow, MORNING, BEIJING))


STAGES: dict[str, Callable[[ArticlePage, Sheet, People, Clock], None]] = {
    "draft": _leave,
    "second_review": _to_second_review,
    "returned": _return,
    "scheduled": _schedule,
    "published": _publish,
}
