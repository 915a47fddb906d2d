"""No road of Wagtail's own leads to the public, for superusers neither: asked over HTTP."""

import pytest
from django.urls import reverse

from tests.factories.newsroom import an_article, article_index
from tests.factories.people import StaffFactory, UnitFactory
from tests.factories.reviews import an_office, open_round, somebody
from zhenglian.newsroom.enums import ARTICLE
from zhenglian.newsroom.models import ArticlePage
from zhenglian.people.actions.groups import furnish_groups, grant_page_permissions, sync_groups
from zhenglian.people.enums import Role
from zhenglian.reviews.api import Subject

pytestmark = pytest.mark.django_db

CLOSED = (
    "can_publish",
    "can_publish_subpage",
    "can_unpublish",
    "can_unschedule",
    "can_submit_for_moderation",
    "can_set_view_restrictions",
    "can_reorder_children",
    "can_lock",
    "can_unlock",
    "can_move",
)


@pytest.fixture
def superuser():
    return StaffFactory(is_superuser=True, is_staff=True)


@pytest.fixture
def browser(client, superuser):
    client.force_login(superuser)
    return client


def form_of(article=None, **values):
    """What the editor's form posts, with an empty body."""
    return {
        "title": "节水补贴",
        "subtitle": "",
        "digest": "",
        "cover": "",
        "cover_alt": "",
        "body-count": "0",
        "column": "",
        "unit": UnitFactory().pk,
        "origin_kind": "original",
        "author_line": "",
        "source_name": "",
        "source_url": "",
        "source_published_on": "",
        "disclosure": "proactive",
        "legal_ground": "",
        "disclosure_reason": "",
        "disclosure_approver": "",
        "disclosure_review_on": "",
        "wechat_title": "",
        "wechat_author": "",
        "wechat_digest": "",
        "wechat_body": "null",
        "weibo_text": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **values,
    }


@pytest.mark.parametrize("act", CLOSED)
def test_superuser_finds_wagtails_road_closed(superuser, act):
    article = an_article()
    article.live = True

    assert getattr(article.permissions_for_user(superuser), act)() is False
    assert getattr(article_index().permissions_for_user(superuser), act)() is False


def test_superuser_may_still_write(superuser):
    assert an_article().permissions_for_user(superuser).can_edit() is True
    assert article_index().permissions_for_user(superuser).can_add_subpage() is True


def test_plain_page_object_asks_the_same_tester(superuser):
    page = an_article().page_ptr

    assert page.permissions_for_user(superuser).can_publish() is False


def test_creating_with_publish_saves_a_draft(browser):
    url = reverse("wagtailadmin_pages:add", args=["newsroom", "articlepage", article_index().pk])

    response = browser.post(url, form_of(**{"action-publish": "1"}))

    article = ArticlePage.objects.get()
    assert response.status_code == 302
    assert article.live is False
    assert article.first_published_at is None
    assert article.latest_revision is not None


def test_editing_with_publish_saves_a_draft(browser):
    article = an_article()
    url = reverse("wagtailadmin_pages:edit", args=[article.pk])

    response = browser.post(url, form_of(title="改过", **{"action-publish": "1"}))

    article.refresh_from_db()
    assert response.status_code == 302
    assert article.live is False
    assert article.get_latest_revision_as_object().title == "改过"


def test_public_article_stays_public_when_somebody_unpublishes_it(browser):
    article = an_article()
    ArticlePage.objects.filter(pk=article.pk).update(live=True)

    browser.post(reverse("wagtailadmin_pages:unpublish", args=[article.pk]))

    assert ArticlePage.objects.get(pk=article.pk).live is True


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move"])
def test_bulk_actions_leave_a_public_article_alone(browser, action):
    article = an_article()
    ArticlePage.objects.filter(pk=article.pk).update(live=action != "publish")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])

    browser.post(f"{url}?id={article.pk}", {"include_descendants": "on"})

    stored = ArticlePage.objects.get(pk=article.pk)
    assert stored.live is (action != "publish")
    assert stored.get_parent().specific == article_index()


def test_public_article_cannot_be_deleted(browser):
    article = an_article()
    ArticlePage.objects.filter(pk=article.pk).update(live=True)

    browser.post(reverse("wagtailadmin_pages:delete", args=[article.pk]))

    assert ArticlePage.objects.filter(pk=article.pk).exists()


def test_draft_can_be_deleted(browser):
    article = an_article()

    browser.post(reverse("wagtailadmin_pages:delete", args=[article.pk]))

    assert not ArticlePage.objects.filter(pk=article.pk).exists()


def test_article_in_review_cannot_be_deleted(browser, clock):
    article = an_article()
    open_round(an_office(), clock=clock, subject=Subject(ARTICLE, str(article.pk), article.title))

    browser.post(reverse("wagtailadmin_pages:delete", args=[article.pk]))

    assert ArticlePage.objects.filter(pk=article.pk).exists()


def test_index_cannot_be_deleted(browser):
    index = article_index()

    browser.post(reverse("wagtailadmin_pages:delete", args=[index.pk]))

    assert type(index).objects.filter(pk=index.pk).exists()


def test_alias_that_would_mirror_a_public_article_is_refused(browser):
    article = an_article()
    ArticlePage.objects.filter(pk=article.pk).update(live=True)
    copy = {"new_title": "抄件", "new_slug": "copy", "new_parent_page": article_index().pk}

    browser.post(
        reverse("wagtailadmin_pages:copy", args=[article.pk]), {**copy, "alias": "on", "publish_copies": "on"}
    )

    assert not ArticlePage.objects.filter(slug="copy").exists()


def test_editor_of_another_unit_neither_changes_nor_deletes_a_draft():
    article = an_article(unit=UnitFactory(), owner=StaffFactory())
    furnish_groups()
    grant_page_permissions(article.get_parent())
    inside, outside = somebody(Role.EDITOR, article.unit), somebody(Role.EDITOR, UnitFactory())
    for staff in (inside, outside):
        sync_groups(staff)

    theirs, foreign = article.permissions_for_user(inside), article.permissions_for_user(outside)

    assert (theirs.can_edit(), theirs.can_delete()) == (True, True)
    assert (foreign.can_edit(), foreign.can_delete()) == (False, False)
