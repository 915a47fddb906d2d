"""A plan follows its article's release, through the newsroom's real actions."""

from datetime import timedelta

from tests.factories.planning import PlanFactory
from zhenglian.audit.models import Entry
from zhenglian.kernel.clock import SYSTEM
from zhenglian.newsroom import api as newsroom
from zhenglian.planning.enums import PlanState


def soon():
    return SYSTEM.now() + timedelta(days=1)


def states(*plans):
    for plan in plans:
        plan.refresh_from_db()
    return [plan.state for plan in plans]


def test_release_settles_the_plans_of_its_article_and_accounts(house):
    article = house.approved()
    on_wechat = PlanFactory(account=house.wechat, article=article)
    on_weibo = PlanFactory(account=house.weibo, article=article)
    of_another = PlanFactory(account=house.wechat, article=house.article(title="另一篇"))

    release = house.release(article, account_ids=[house.website.pk, house.wechat.pk])

    assert states(on_wechat, on_weibo, of_another) == [PlanState.DONE, PlanState.PLANNED, PlanState.PLANNED]
    assert on_wechat.release == release
    assert Entry.objects.filter(act="planning.done", object_id=str(on_wechat.pk)).count() == 1


def test_of_two_plans_of_one_article_the_earlier_is_settled(house):
    article = house.approved()
    later = PlanFactory(account=house.wechat, article=article, day="2026-03-02")
    earlier = PlanFactory(account=house.wechat, article=article, day="2026-03-01")

    house.release(article)

    assert states(earlier, later) == [PlanState.DONE, PlanState.PLANNED]


def test_cancelled_release_opens_the_plan_again(house):
    article = house.approved()
    plan = PlanFactory(account=house.wechat, article=article)
    release = house.release(article, due_at=soon())
    assert states(plan) == [PlanState.DONE]

    newsroom.cancel_release(release, actor=house.office.publisher, reason="改期发布")

    assert states(plan) == [PlanState.PLANNED]
    assert plan.release is None
    assert Entry.objects.filter(act="planning.reopen").count() == 1


def test_dropped_plan_stays_dropped(house):
    article = house.approved()
    plan = PlanFactory(account=house.wechat, article=article, state=PlanState.DROPPED)

    house.release(article)

    assert states(plan) == [PlanState.DROPPED]
