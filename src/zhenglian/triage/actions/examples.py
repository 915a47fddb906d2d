"""What a person said a text is about, kept for the next training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.triage.enums import ExampleSource
from zhenglian.triage.errors import CategoryUnknown
from zhenglian.triage.groups import group_of
from zhenglian.triage.models import Category, LabelledExample

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


@transaction.atomic
def note_example(
    subject: tuple[str, str],
    text: str,
    category_key: str,
    *,
    actor: Staff | None,
    source: ExampleSource = ExampleSource.CORRECTION,
    clock: Clock = SYSTEM,
) -> LabelledExample:
    """Keeps or replaces the label of `subject` (kind, id); the first line of `text` is its title.

    Whoever may correct the subject may teach: the caller has asked, and has recorded the correction, so that
    no second entry is written here. Raises CategoryUnknown.
    """
    category = Category.objects.filter(key=category_key).first()
    if category is None:
        raise CategoryUnknown
    title, _line, body = text.strip().partition("\n")
    row, _created = LabelledExample.objects.update_or_create(
        subject_kind=subject[0],
        subject_id=subject[1],
        defaults={
            "words": {"title": title, "text": body},
            "group": group_of(body or title),
            "category": category,
            "source": source,
            "noted_by": actor,
            "noted_at": clock.now(),
        },
    )
    return row


@transaction.atomic
def forget_example(subject: tuple[str, str]) -> bool:
    """The words of an erased subject go from here too; models keep only weights of short runs.

    Called by whoever erases, which records it.
    """
    deleted, _rows = LabelledExample.objects.filter(subject_kind=subject[0], subject_id=subject[1]).delete()
    return bool(deleted)
