import pytest
from django.urls import reverse

from tests.factories.newsroom import an_article, article_index
from tests.factories.people import PostingFactory, StaffFactory, UnitFactory
from tests.newsroom.models.test_permissions import form_of
from zhenglian.newsroom.models import ArticlePage
from zhenglian.newsroom.renderings import render_article
from zhenglian.newsroom.renderings.overrides import stale_overrides
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db


def form_for(staff, article=None):
    form_class = ArticlePage.get_edit_handler().get_form_class()
    return form_class(instance=article or ArticlePage(), parent_page=article_index(), for_user=staff)


@pytest.fixture
def browser(client):
    client.force_login(StaffFactory(is_superuser=True, is_staff=True))
    return client


def saved_draft(browser, article, **values):
    browser.post(reverse("wagtailadmin_pages:edit", args=[article.pk]), form_of(**values))
    return ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()


def test_new_article_belongs_to_the_writers_unit():
    posting = PostingFactory(role=Role.EDITOR)
    UnitFactory()

    form = form_for(posting.staff)

    assert form.initial["unit"] == posting.unit
    assert list(form.fields["unit"].queryset) == [posting.unit]


def test_unit_of_an_article_stays_on_offer_for_a_writer_of_another():
    other = UnitFactory()
    posting = PostingFactory(role=Role.EDITOR)

    form = form_for(posting.staff, an_article(unit=other))

    assert set(form.fields["unit"].queryset) == {posting.unit, other}


def test_fresh_override_is_not_stale(browser):
    draft = saved_draft(browser, an_article(), wechat_title="补贴开始发放")

    assert draft.wechat_title == "补贴开始发放"
    assert stale_overrides(draft, render_article(draft).derived) == []


def test_override_becomes_stale_when_the_title_changes(browser):
    article = an_article()
    saved_draft(browser, article, wechat_title="补贴开始发放")

    draft = saved_draft(browser, article, title="节水补贴推迟发放", wechat_title="补贴开始发放")

    assert stale_overrides(draft, render_article(draft).derived) == ["wechat_title"]


def test_override_written_anew_is_fresh_again(browser):
    article = an_article()
    saved_draft(browser, article, wechat_title="补贴开始发放")

    draft = saved_draft(browser, article, title="节水补贴推迟发放", wechat_title="补贴推迟发放")

    assert stale_overrides(draft, render_article(draft).derived) == []


def test_emptied_override_leaves_no_basis(browser):
    article = an_article()
    saved_draft(browser, article, wechat_title="补贴开始发放", weibo_text="请看 http://127.0.0.1:8000/")

    draft = saved_draft(browser, article, weibo_text="请看 http://127.0.0.1:8000/")

    assert set(draft.override_bases) == {"weibo_text"}
