"""All findings of one article in the order in which the editor should look at them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from zhenglian.channels.api import lint
from zhenglian.newsroom.lint.body import body_findings
from zhenglian.newsroom.lint.findings import ArticleFinding, placed
from zhenglian.newsroom.lint.record import (
    cover_findings,
    disclosure_findings,
    origin_findings,
    override_findings,
)
from zhenglian.newsroom.renderings import Renderings, render_article

if TYPE_CHECKING:
    from zhenglian.newsroom.models import ArticlePage

# Ours say the same with the exact place, and once instead of once a platform.
SAID_BY_US = frozenset({"alt_missing", "cover_missing"})


def lint_article(article: ArticlePage, renderings: Renderings | None = None) -> list[ArticleFinding]:
    """Blocking findings first. `renderings`: what was rendered of this very article, if at hand."""
    renderings = renderings or render_article(article)
    found = [
        *disclosure_findings(article),
        *origin_findings(article),
        *cover_findings(article, renderings),
        *body_findings(article),
        *override_findings(article, renderings),
        *(
            placed(finding)
            for payload in renderings.payloads.values()
            for finding in lint(payload)
            if finding.code not in SAID_BY_US
        ),
    ]
    return sorted(found, key=lambda finding: not finding.blocks)


def blocking(findings: Iterable[ArticleFinding]) -> list[ArticleFinding]:
    return [finding for finding in findings if finding.blocks]
