"""The gate between a draft and its review: nothing certain and wrong goes through, and all is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhenglian.checks import api as checks
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.newsroom import errors
from zhenglian.newsroom.checks import Sheet, check_sheet
from zhenglian.newsroom.enums import ARTICLE

if TYPE_CHECKING:
    from zhenglian.newsroom.models import ArticlePage


def pass_checks(draft: ArticlePage, *, clock: Clock = SYSTEM) -> Sheet:
    """Checks this very draft as of today. Raises ChecksBlock with what blocks and nobody let pass."""
    sheet = check_sheet(draft, clock=clock)
    if sheet.blocking:
        raise errors.ChecksBlock(sheet.blocking)
    return sheet


def count_sheet(draft: ArticlePage, sheet: Sheet | None = None, *, clock: Clock = SYSTEM) -> None:
    """For the statistics: by column and code, each finding of an article once. No person is noted."""
    sheet = sheet or check_sheet(draft, clock=clock)
    checks.count_findings(
        ARTICLE, str(draft.pk), found=sheet.kinds, column_key=str(draft.column_id or ""), clock=clock
    )
