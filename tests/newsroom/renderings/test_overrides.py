import pytest

from tests.factories.newsroom import an_article
from zhenglian.newsroom.renderings.overrides import OVERRIDES, chosen, is_overridden, rebased, stale_overrides

pytestmark = pytest.mark.django_db

DERIVED = dict.fromkeys(OVERRIDES, "derived")


def test_without_override_the_derived_value_is_chosen():
    assert chosen(an_article(), "wechat_title", DERIVED) == "derived"


def test_emptied_rich_text_is_no_override():
    article = an_article(wechat_body='<p data-block-key="ab1"></p>')

    assert is_overridden(article, "wechat_body") is False
    assert chosen(article, "wechat_body", DERIVED) == "derived"


def test_override_without_a_basis_is_stale():
    assert stale_overrides(an_article(wechat_title="手写"), DERIVED) == ["wechat_title"]


def test_override_is_stale_only_while_the_derived_value_differs():
    article = an_article(wechat_title="手写", weibo_text="手写")
    article.override_bases = rebased(article, DERIVED, ["wechat_title", "weibo_text"])

    changed = {**DERIVED, "weibo_text": "another"}

    assert stale_overrides(article, DERIVED) == []
    assert stale_overrides(article, changed) == ["weibo_text"]


def test_rebasing_one_field_leaves_the_others():
    article = an_article(wechat_title="手写", weibo_text="手写", override_bases={"weibo_text": "old"})

    bases = rebased(article, DERIVED, ["wechat_title"])

    assert bases["weibo_text"] == "old"
    assert set(bases) == {"wechat_title", "weibo_text"}


def test_emptied_override_loses_its_basis():
    article = an_article(override_bases={"weibo_text": "old"})

    assert rebased(article, DERIVED, []) == {}
