from datetime import timedelta

import pytest

from tests.factories.accounts import AccountFactory
from tests.factories.channels import stored_picture
from tests.factories.newsroom import ColumnFactory
from tests.factories.portal import a_correction, a_place, a_published_article
from zhenglian.accounts.enums import AccountState, Platform
from zhenglian.portal import selectors


def several(count, clock, **fields):
    """Published an hour after each other; the last one is the newest."""
    rows = []
    for number in range(count):
        rows.append(a_published_article(title=f"第{number}篇", clock=clock, **fields))
        clock.advance(timedelta(hours=1))
    return rows


def titles(lines):
    return [line.article.title for line in lines]


def test_front_page_of_an_empty_site(db):
    front = selectors.front_page()

    assert front.lead is None
    assert (front.seconds, front.latest, front.columns) == ([], [], [])


def test_newest_article_leads_and_stands_nowhere_else_above_the_columns(db, clock):
    several(3, clock, column=ColumnFactory())

    front = selectors.front_page()

    assert front.lead.article.title == "第2篇"
    assert titles(front.latest) == ["第1篇", "第0篇"]
    assert titles(front.columns[0].lines) == ["第2篇", "第1篇", "第0篇"]


def test_key_topic_leads_over_newer_articles(db, clock):
    a_published_article(title="重点", is_key=True, clock=clock)
    clock.advance(timedelta(hours=1))
    several(2, clock)

    assert selectors.front_page().lead.article.title == "重点"


def test_articles_with_pictures_stand_beside_the_lead(db, clock):
    a_published_article(title="有图", cover=stored_picture(), cover_alt="图", clock=clock)
    clock.advance(timedelta(hours=1))
    several(2, clock)

    front = selectors.front_page()

    assert titles(front.seconds) == ["有图"]
    assert front.seconds[0].cover.width == 40
    assert titles(front.latest) == ["第0篇"]


@pytest.mark.parametrize("count", [1, 3])
def test_lists_need_two_queries_however_long(db, clock, django_assert_num_queries, count):
    several(count, clock, column=ColumnFactory(), cover=stored_picture())

    with django_assert_num_queries(2):
        lines = selectors.with_covers(selectors.published_in(None))

    assert len(lines) == count


def test_columns_are_shown_when_they_hold_something(db):
    used, _empty = ColumnFactory(), ColumnFactory()
    a_published_article(column=used)

    assert selectors.shown_columns() == [used]


def test_only_working_accounts_of_wechat_and_weibo_may_be_followed(db):
    followed = AccountFactory(platform=Platform.WECHAT)
    AccountFactory(platform=Platform.WEBSITE)
    AccountFactory(platform=Platform.WEIBO, state=AccountState.STOPPED)

    assert selectors.official_accounts() == [followed]


def test_article_view_shows_the_delivered_text_with_our_pictures(db, clock):
    picture = stored_picture("green", "PNG")
    row = a_published_article(
        body_html=f'<p>正文</p><img src="asset:{picture}" alt="云图">', assets=(picture,), clock=clock
    )

    view = selectors.article_view(row)

    assert f"/media/assets/{picture}.png" in view.body_html
    assert view.source_name == "市应急局"
    assert not view.was_updated


def test_article_view_lists_corrections_and_other_places(db, clock):
    row = a_published_article(clock=clock)
    a_correction(row, "四十处应为四十二处", clock=clock)
    a_place(row, Platform.WEIBO, "https://weibo.com/1/a", clock=clock)
    a_place(row, Platform.WEBSITE, row.url, clock=clock)

    view = selectors.article_view(row)

    assert [correction.note for correction in view.corrections] == ["四十处应为四十二处"]
    assert [(place.platform, place.url) for place in view.places] == [("weibo", "https://weibo.com/1/a")]


def test_related_articles_are_the_column_s_others(db, clock):
    column = ColumnFactory()
    rows = several(3, clock, column=column)
    a_published_article(clock=clock)

    view = selectors.article_view(rows[1])

    assert titles(view.related) == ["第2篇", "第0篇"]


def test_last_change_is_the_newest_update(db, clock):
    assert selectors.last_change() is None

    first, second = several(2, clock)

    assert selectors.last_change() == second.updated_at
    assert selectors.last_change(first.column) == first.updated_at
