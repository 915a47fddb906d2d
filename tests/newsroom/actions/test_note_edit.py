"""Every way of changing an article is noted, and no approval, schedule or request survives it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Comment

from tests.factories.reviews import somebody
from zhenglian.audit.api import entries_on
from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom.enums import EmergencyState, ReleaseAlarm, ReleaseState, Stage
from zhenglian.newsroom.models import ArticleEdit
from zhenglian.newsroom.selectors.drafts import renderings_of, subject_of
from zhenglian.newsroom.selectors.versions import compare_versions
from zhenglian.people.enums import Role
from zhenglian.reviews.enums import ReviewState
from zhenglian.reviews.rules import can_decide


def acts(article):
    subject = subject_of(article)
    return [entry.act for entry in entries_on(subject.kind, subject.id)]


def test_first_draft_makes_its_author_a_contributor(desk):
    article = desk.article()

    edit = ArticleEdit.objects.get()
    assert (edit.staff, edit.changes_content) == (desk.office.editor, True)
    assert edit.manifest == renderings_of(article).manifest
    assert newsroom.contributors(article) == [desk.office.editor]
    assert acts(article) == ["newsroom.edit"]


def test_note_edit_twice_changes_nothing(desk):
    article = desk.article()

    assert newsroom.note_edit(article) is None

    assert ArticleEdit.objects.count() == 1


def test_save_with_a_comment_only_is_no_edit(desk):
    """Comments lie in the revision, too, but change nothing that readers see."""
    article = desk.article()
    desk.submit(article)
    draft = newsroom.draft_of(article)
    draft.wagtail_admin_comments.add(
        Comment(user=desk.office.first, text="这里再核一下", contentpath="title")
    )

    draft.save_revision(user=desk.office.first)

    assert newsroom.contributors(article) == [desk.office.editor]
    assert newsroom.article_stage(article).review.round == 1
    assert not ArticleEdit.objects.filter(staff=desk.office.first, changes_content=True).exists()


@pytest.mark.parametrize(
    "change",
    [
        {"title": "本市今日起发放节水补贴！"},
        {"body": [("paragraph", "<p>符合条件的家庭可在网上申请节水补贴。 </p><p>详见公告</p>")]},
        {"is_hot": True},
        {"weibo_text": "另写一条"},
        {"cover_alt": "水库与坝"},
        {"source_name": "环境报"},
    ],
)
def test_any_change_restarts_an_open_review_at_level_one(desk, change):
    article = desk.article()
    desk.submit(article)
    desk.approve(article, levels=1)

    desk.edit(article, **change)

    review = newsroom.article_stage(article).review
    assert (review.round, review.level, review.state) == (2, 1, ReviewState.OPEN)
    assert review.levels == (3 if "is_hot" in change else 2)


def test_one_character_after_approval_breaks_the_seal_and_restarts(desk):
    article = desk.approved()
    assert newsroom.article_stage(article).stage == Stage.APPROVED

    desk.edit(article)

    stage = newsroom.article_stage(article)
    assert (stage.stage, stage.review.level, stage.seal) == (Stage.IN_REVIEW, 1, None)


def test_edit_by_a_reviewer_ends_their_right_to_review_it(desk):
    article = desk.article()
    desk.submit(article)

    desk.edit(article, by=desk.office.first)

    assert set(newsroom.contributors(article)) == {desk.office.editor, desk.office.first}
    assert not can_decide(newsroom.article_stage(article).review, desk.office.first)


def test_edit_of_a_returned_article_waits_for_its_submission(desk):
    article = desk.article()
    desk.submit(article)
    newsroom.return_article(article, reason="facts", comment="请核对金额", actor=desk.office.first)

    desk.edit(article)

    assert newsroom.article_stage(article).stage == Stage.RETURNED


def test_edit_cancels_a_scheduled_release_with_an_alarm(desk):
    article = desk.approved()
    release = desk.release(article, due_at=timezone.now() + timedelta(hours=3))

    desk.edit(article)

    release.refresh_from_db()
    assert (release.state, release.alarm) == (ReleaseState.CANCELLED, ReleaseAlarm.EDITED)
    assert {"newsroom.cancel_release", "newsroom.alarm"} <= set(acts(article))
    assert newsroom.article_stage(article).stage == Stage.IN_REVIEW


def test_edit_of_a_published_article_is_a_correction_to_be_submitted(desk):
    article = desk.published()

    desk.edit(article)

    assert newsroom.article_stage(article).stage == Stage.REVISING
    assert newsroom.article_stage(article).review.state == ReviewState.OVERTAKEN


def test_edit_voids_a_request_for_emergency_release(desk):
    article = desk.article()
    emergency = newsroom.request_emergency_release(
        article, account_ids=desk.account_ids, reason="震区道路中断，须即时告知", actor=desk.office.publisher
    )

    desk.edit(article)

    emergency.refresh_from_db()
    assert emergency.state == EmergencyState.VOIDED
    assert "newsroom.emergency_void" in acts(article)


def test_revisions_that_nobody_noted_make_their_savers_contributors(desk):
    article = desk.article()
    unseen = somebody(Role.EDITOR, desk.office.unit)
    desk.edit(article, by=unseen, title="另一题")
    ArticleEdit.objects.filter(staff=unseen).delete()

    desk.edit(article, by=desk.office.editor, title="又一题")

    assert unseen in newsroom.contributors(article)


def test_a_copy_keeps_the_authors_of_its_original(desk):
    original = desk.article()
    copier = somebody(Role.EDITOR, desk.office.unit)

    copied = original.copy(user=copier, update_attrs={"title": "换个标题", "slug": "kopie"})

    assert set(newsroom.contributors(copied)) == {desk.office.editor, copier}


def test_restart_keeps_the_bytes_that_are_to_be_reviewed(desk):
    article = desk.article()
    desk.submit(article)

    article = desk.edit(article)

    review = newsroom.article_stage(article).review
    assert compare_versions(article, review, None).is_empty
