import pytest

from tests.factories.people import StaffFactory
from zhenglian.audit.api import entries_on
from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom.actions.confirm_overrides import confirm_overrides
from zhenglian.newsroom.errors import MayNotWrite
from zhenglian.newsroom.lint import lint_article
from zhenglian.newsroom.selectors.drafts import subject_of
from zhenglian.reviews.api import intact_seal

pytestmark = pytest.mark.django_db


def stale_codes(article):
    draft = newsroom.draft_of(article)
    return [finding.where for finding in lint_article(draft) if finding.code == "override_stale"]


def test_confirmed_override_is_no_longer_stale(desk):
    article = desk.article(wechat_title="手写标题")
    assert stale_codes(article) == ["wechat_title"]

    confirmed = confirm_overrides(article, actor=desk.office.editor)

    article.refresh_from_db()
    assert confirmed == ["wechat_title"]
    assert stale_codes(article) == []
    assert "newsroom.confirm_overrides" in {
        entry.act for entry in entries_on("newsroom.article", str(article.pk))
    }


def test_confirming_breaks_no_seal(desk):
    article = desk.approved(wechat_title="手写标题")

    confirm_overrides(article, actor=desk.office.editor)

    assert intact_seal(subject_of(article)) is not None


def test_nothing_stale_means_no_new_revision(desk):
    article = desk.article()

    assert confirm_overrides(article, actor=desk.office.editor) == []
    assert article.revisions.count() == 1


def test_stranger_may_not_confirm(desk):
    article = desk.article(wechat_title="手写标题")

    with pytest.raises(MayNotWrite):
        confirm_overrides(article, actor=StaffFactory())

    assert stale_codes(article) == ["wechat_title"]
