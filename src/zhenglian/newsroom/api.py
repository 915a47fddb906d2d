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
from zhenglian.newsroom.models import ArticleIndexPage, ArticlePage, Column, Emergency, Release
from zhenglian.newsroom.renderings import Renderings, render_article
from zhenglian.newsroom.rules import can_release, can_use_account, can_write
from zhenglian.newsroom.selectors.desk import due_soon, failed_for, going_out_today, waiting_for
from zhenglian.newsroom.selectors.drafts import contributors, draft_of, renderings_of, subject_of, traits
from zhenglian.newsroom.selectors.releases import (
    corrections_of,
    overdue_emergencies,
    published_places,
    releases_of,
    requested_emergency,
    scheduled_releases,
)
from zhenglian.newsroom.selectors.stages import ArticleStage, article_stage, stages_of
from zhenglian.newsroom.selectors.versions import Comparison, compare_versions

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "ArticleStage",
    "Column",
    "Comparison",
    "Emergency",
    "Release",
    "Remark",
    "Renderings",
    "Seen",
    "approve_article",
    "article_stage",
    "can_release",
    "can_use_account",
    "can_write",
    "cancel_release",
    "compare_versions",
    "confirm_emergency_release",
    "contributors",
    "corrections_of",
    "create_article",
    "draft_of",
    "due_soon",
    "ensure_article_index",
    "ensure_column",
    "failed_for",
    "going_out_today",
    "note_edit",
    "overdue_emergencies",
    "published_places",
    "refuse_emergency_release",
    "release_article",
    "releases_of",
    "render_article",
    "renderings_of",
    "request_emergency_release",
    "requested_emergency",
    "return_article",
    "scheduled_releases",
    "stages_of",
    "subject_of",
    "submit_article",
    "traits",
    "waiting_for",
    "withdraw_article",
]
