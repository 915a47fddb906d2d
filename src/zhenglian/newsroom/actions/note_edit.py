"""Notes who changed what, and sees to it that no approval, schedule or request survives a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.newsroom.actions.article_lock import locked
from zhenglian.newsroom.actions.cancel_release import cancel_for_edit
from zhenglian.newsroom.actions.freeze_renderings import freeze_renderings
from zhenglian.newsroom.actions.owed_review import void_request
from zhenglian.newsroom.models import ArticleEdit, ArticlePage
from zhenglian.newsroom.renderings import render_article
from zhenglian.newsroom.selectors.drafts import contributors, draft_of, subject_of, traits
from zhenglian.newsroom.selectors.releases import has_gone_out
from zhenglian.reviews import api as reviews

if TYPE_CHECKING:
    from zhenglian.newsroom.renderings import Renderings
    from zhenglian.people.api import Staff


@transaction.atomic
def note_edit(
    article: ArticlePage, *, actor: Staff | None = None, clock: Clock = SYSTEM
) -> ArticleEdit | None:
    """To be called after any save of a draft; `receivers` does so. Calling it twice changes nothing.

    Compares the freshly rendered manifest with the last one. A save that changes no content (an inline
    comment) is no edit. A change makes `actor` (else who saved the revision) a contributor, breaks the seal,
    restarts an open or approved review at level 1, cancels scheduled releases with an alarm and voids a
    request for emergency release. Records `newsroom.edit`. Returns the edit, or None.
    """
    article = locked(article)
    draft = draft_of(article)
    return note_draft(article, draft, render_article(draft), actor=actor, clock=clock)


def note_draft(
    article: ArticlePage,
    draft: ArticlePage,
    renderings: Renderings,
    *,
    actor: Staff | None = None,
    clock: Clock,
) -> ArticleEdit | None:
    """The same for an action that has locked the article and rendered its newest draft already."""
    revision = article.latest_revision
    editor = actor or (revision.user if revision else article.owner)
    edit = _recorded(article, renderings.manifest, editor, clock)
    _restart_review(article, draft, renderings, editor, clock)
    cancel_for_edit(article, manifest=renderings.manifest, actor=editor, clock=clock)
    void_request(article, unless=renderings.manifest, because="edited", actor=editor, clock=clock)
    return edit if edit is not None and edit.changes_content else None


def _recorded(
    article: ArticlePage, manifest: dict[str, str], editor: Staff | None, clock: Clock
) -> ArticleEdit | None:
    """A row for this state of this revision; None when it was noted before."""
    last = article.edits.order_by("-pk").first()
    same = last is not None and reviews.Manifest(last.manifest).is_kept_by(manifest)
    if last is not None and same and last.revision_id == article.latest_revision_id:
        return None
    _note_unseen_revisions(article, last, clock)
    edit = ArticleEdit.objects.create(
        article=article,
        revision=article.latest_revision,
        staff=editor,
        manifest=manifest,
        changes_content=not same,
        at=clock.now(),
    )
    if edit.changes_content:
        detail = {"revision": edit.revision_id, "manifest": manifest}
        record("newsroom.edit", actor=editor, on=subject_of(article).audited(), detail=detail, clock=clock)
    return edit


def _note_unseen_revisions(article: ArticlePage, last: ArticleEdit | None, clock: Clock) -> None:
    """Revisions between, which nobody noted: whoever saved them counts as author.

    From a crash or an import; and a copy brings those of its original, so that nobody approves the copy of
    what they wrote.
    """
    seen = last.revision_id if last is not None else 0
    between = article.revisions.filter(pk__gt=seen or 0, pk__lt=article.latest_revision_id or 0)
    for revision in between.order_by("pk"):
        ArticleEdit.objects.create(article=article, revision=revision, staff=revision.user, at=clock.now())


def _restart_review(
    article: ArticlePage, draft: ArticlePage, renderings: Renderings, staff: Staff | None, clock: Clock
) -> None:
    """A correction of something already released waits until it is submitted."""
    seal = reviews.intact_seal(subject_of(article))
    was_released = seal is not None and has_gone_out(article, seal.digest)
    restarted = reviews.content_changed(
        subject_of(article),
        manifest=renderings.manifest,
        contributors=contributors(article),
        traits=traits(draft),
        actor=staff,
        reopen=not was_released,
        clock=clock,
    )
    if restarted is not None:
        freeze_renderings(renderings, clock=clock)
