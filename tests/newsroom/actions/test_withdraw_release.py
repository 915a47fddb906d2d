"""Taking an article back everywhere: who may, what becomes of each copy, and what readers find instead."""

from __future__ import annotations

import pytest
from django.test import Client

from zhenglian.audit.api import entries_on
from zhenglian.channels.api import deliveries_of
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.models import Delivery
from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom import errors
from zhenglian.newsroom.actions.release_article import approved_seal
from zhenglian.newsroom.enums import Stage
from zhenglian.newsroom.models import ArticlePage
from zhenglian.newsroom.selectors.release_page import usable_accounts

REASON = "数据来源有误，正在核实，核实后另行发布"


def withdrawn(desk, article=None):
    article = article or desk.published()
    withdrawal = newsroom.withdraw_release(article, reason=REASON, actor=desk.office.publisher)
    desk.deliver()
    return ArticlePage.objects.get(pk=article.pk), withdrawal


def address(article):
    return f"/news/{article.slug}/"


def test_every_copy_is_taken_back_the_website_first(desk):
    _, withdrawal = withdrawn(desk)

    rows = list(deliveries_of(withdrawal.reference).order_by("pk"))
    assert rows[0].account_id == desk.website.pk
    assert {row.account_id for row in rows} == set(desk.account_ids)
    assert {row.state for row in rows} == {DeliveryState.WITHDRAWN}
    assert {row.undoes.state for row in rows} == {DeliveryState.WITHDRAWN}


def test_readers_find_a_tombstone_with_reason_and_date(desk):
    article, _ = withdrawn(desk)

    answer = Client().get(address(article))

    assert answer.status_code == 410
    assert REASON in answer.content.decode()
    assert "datetime=" in answer.content.decode()
    assert article.title not in Client().get("/news/").content.decode()


def test_decision_is_on_record_with_reason_and_copies(desk):
    article, _ = withdrawn(desk)

    acts = {one.act: one for one in entries_on("newsroom.article", str(article.pk))}
    assert acts["newsroom.withdraw"].actor_id == str(desk.office.publisher.pk)
    assert acts["newsroom.withdraw"].detail["reason"] == REASON
    assert len(acts["newsroom.withdraw"].detail["copies"]) == 3
    assert "newsroom.offline" in acts


def test_stage_says_withdrawn_and_no_place_is_left(desk):
    article, _ = withdrawn(desk)

    assert newsroom.article_stage(article).stage == Stage.WITHDRAWN
    assert not article.live
    assert newsroom.published_places(article) == []


def test_same_version_may_be_released_again_by_a_publisher(desk):
    article, _ = withdrawn(desk)
    offered = usable_accounts(article, desk.office.publisher, seal=approved_seal(article))

    desk.release(article)
    desk.deliver()

    assert {one.pk for one in offered} == set(desk.account_ids)
    assert Client().get(address(article)).status_code == 200
    assert newsroom.article_stage(article).stage == Stage.PUBLISHED


def test_later_version_needs_no_correction_note(desk):
    article, _ = withdrawn(desk)
    article = desk.edit(article, title="核实后的稿件", correction_note="")
    desk.submit(article)
    desk.approve(article)

    desk.release(article, decisions={})
    desk.deliver()

    assert "核实后的稿件" in Client().get(address(article)).content.decode()


def test_what_has_not_left_is_cancelled(desk):
    article = desk.approved()
    desk.release(article, account_ids=[desk.website.pk])
    desk.deliver()
    desk.release(article, account_ids=[desk.weibo.pk])

    withdrawn(desk, article)

    assert Delivery.objects.get(account=desk.weibo).state == DeliveryState.CANCELLED


@pytest.mark.parametrize("who", ["editor", "first", "supervisor"])
def test_only_a_publisher_withdraws(desk, who):
    article = desk.published()

    with pytest.raises(errors.MayNotRelease):
        newsroom.withdraw_release(article, reason=REASON, actor=getattr(desk.office, who))


def test_reason_for_readers_is_demanded(desk):
    with pytest.raises(errors.ReasonTooShort):
        newsroom.withdraw_release(desk.published(), reason="有误", actor=desk.office.publisher)


def test_nothing_public_is_nothing_to_withdraw(desk):
    with pytest.raises(errors.NotPublic):
        newsroom.withdraw_release(desk.approved(), reason=REASON, actor=desk.office.publisher)
