"""Front door of the newsroom: the decisions on articles, and what lists and pages ask.

Writing and rendering: `models.article`, `renderings`. Who may what: `rules`.
"""

from zhenglian.newsroom.actions.approve_article import Remark, Seen, approve_article, return_article
from zhenglian.newsroom.actions.cancel_release import cancel_release
from zhenglian.newsroom.actions.create_article import create_article
from zhenglian.newsroom.actions.emergency_release import (
    confirm_emergency_release,
    refuse_emergency_release,
    request_emergency_release,
)
from zhenglian.newsroom.actions.note_edit import note_edit
from zhenglian.newsroom.actions.prepare_site import ensure_article_index, ensure_column
from zhenglian.newsroom.actions.release_article import release_article
from zhenglian.newsroom.actions.submit_article import submit_article, withdraw_article
from zhenglian.newsroom.actions.withdraw_release import withdraw_release
from zhenglian.newsroom.copies import CopyDecision
from zhenglian.newsroom.models import ArticlePage, Column, Release
from zhenglian.newsroom.selectors.drafts import contributors, draft_of, traits
from zhenglian.newsroom.selectors.releases import (
    corrections_of,
    published_places,
)
from zhenglian.newsroom.selectors.stages import article_stage

__all__ = [
    "ArticlePage",
    "Column",
    "CopyDecision",
    "Release",
    "Remark",
    "Seen",
    "approve_article",
    "article_stage",
    "cancel_release",
    "confirm_emergency_release",
    "contributors",
    "corrections_of",
    "create_article",
    "draft_of",
    "ensure_article_index",
    "ensure_column",
    "note_edit",
    "published_places",
    "refuse_emergency_release",
    "release_article",
    "request_emergency_release",
    "return_article",
    "submit_article",
    "traits",
    "withdraw_article",
    "withdraw_release",
]
