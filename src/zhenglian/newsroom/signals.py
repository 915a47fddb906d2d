"""What others may listen to. All are sent inside the transaction of the act.

`article_released`, `release_cancelled`: `release`, `actor`. `article_live`: `article`, `release` (the sealed
revision has just become the live page). `release_alarmed`: `release`. `emergency_requested`,
`emergency_confirmed`, `emergency_flagged`: `emergency`. `article_withdrawn`: `withdrawal`, `actor` (decided).
`article_offline`: `article`, `release` (the website shows a tombstone from now on).

`article_shown`: `article`. The only one that wants an answer: an `ArticleNote`, or None, for the desk's page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.dispatch import Signal

article_released = Signal()
release_cancelled = Signal()
release_alarmed = Signal()
article_live = Signal()
article_shown = Signal()
article_withdrawn = Signal()
article_offline = Signal()
emergency_requested = Signal()
emergency_confirmed = Signal()
emergency_flagged = Signal()


@dataclass(frozen=True, slots=True)
class ArticleNote:
    """What an app above knows of an article: a template of its own, and what that is rendered with."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)  # Any: a template's context
