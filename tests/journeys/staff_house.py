"""An office at work and the pages of its staff side: shared by the journeys through them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.newsroom import article_index
from tests.factories.releases import a_newsroom
from tests.factories.reviews import somebody
from zhenglian.newsroom import api as newsroom
from zhenglian.people.api import furnish_groups, grant_page_permissions, sync_groups
from zhenglian.people.enums import Role
from zhenglian.reviews.enums import ReturnReason

BACKEND = "django.contrib.auth.backends.ModelBackend"
NAMED = {
    "editor": "李编辑", "first": "王主编", "second": "赵处长", "third": "孙主任",
    "publisher": "周发布", "supervisor": "吴督办",
}  # fmt: skip


@pytest.fixture
def house(db):
    """An office at work: articles in all stages; everybody's names are Chinese."""
    house = a_newsroom()
    for role, name in NAMED.items():
        rename(getattr(house.office, role), name)
    for number, account in enumerate((house.website, house.wechat, house.weibo)):
        account.handle = str(1000 + number)
        account.save()
    house.chief = somebody(Role.ADMINISTRATOR, Role.MATRIX_MANAGER, house.office.unit, username="郑管理")
    rename(house.chief, "郑管理")
    grant_page_permissions(article_index())
    furnish_groups()
    return house


def rename(staff, name):
    staff.username = staff.display_name = name
    staff.save()


@pytest.fixture
def busy(house):
    """{name: article}: in review for the second time, waiting, approved, published, in an emergency."""
    returned = house.article(title="环境质量通报", with_cover=False)
    house.submit(returned)
    newsroom.return_article(
        returned,
        reason=ReturnReason.FACTS,
        comment="请核实数字",
        remarks=[newsroom.Remark("title", "标题过长")],
        actor=house.office.first,
    )
    house.edit(returned, title="环境质量月报")
    house.submit(returned)
    urgent = house.article(title="重污染天气提醒")
    newsroom.request_emergency_release(
        urgent, account_ids=house.account_ids, reason="须立即提醒公众做好防护", actor=house.office.publisher
    )
    return {
        "review": returned,
        "draft": house.article(title="草稿", with_cover=False),
        "approved": house.approved(title="审核通过的稿件"),
        "published": house.published(title="已经发布的稿件"),
        "urgent": urgent,
    }


def browsing(staff) -> Client:
    sync_groups(staff)
    client = Client()
    client.force_login(staff, backend=BACKEND)
    return client


def desk_pages(busy) -> list[str]:
    """Every page of the desk and of the editor's tools."""
    review, draft = busy["review"].pk, busy["draft"].pk
    acts = [
        ("review", review),
        ("review", draft),
        ("facts", draft),
        ("compare", review),
        ("checks", draft),
        ("emergency", draft),
    ]
    acts += [("release", busy[name].pk) for name in ("draft", "approved", "published")]
    return [
        reverse("wagtailadmin_home"),
        reverse("newsroom:article_list"),
        reverse("newsroom:review_list"),
        *(reverse(f"newsroom:article_{act}", args=[pk]) for act, pk in acts),
        reverse("newsroom:emergency_decide", args=[busy["urgent"].emergencies.get().pk]),
        reverse("newsroom:article_import"),
        reverse("newsroom:article_preview", args=[review]),
        reverse("newsroom:check_statistics"),
        reverse("channels:delivery_board"),
    ]


def library_pages(busy) -> list[str]:
    """Pages that Wagtail makes and our people use."""
    draft = busy["draft"].pk
    return [
        reverse("wagtailadmin_pages:edit", args=[draft]),
        reverse("wagtailadmin_pages:history", args=[draft]),
        reverse("wagtailadmin_pages:delete", args=[draft]),
        reverse("wagtailadmin_pages:add", args=["newsroom", "articlepage", draft_parent(busy)]),
        reverse("wagtailadmin_pages:search") + "?q=环境",
        reverse("wagtailadmin_account"),
        reverse("wagtailimages:index"),
        reverse("wagtailimages:add_multiple"),
        reverse("wagtaildocs:index"),
        reverse("wagtaildocs:add_multiple"),
    ]


def draft_parent(busy) -> int:
    return busy["draft"].get_parent().pk


def office_pages() -> list[str]:
    """Pages of whoever runs the office."""
    return [
        *(reverse(f"people_{noun}:index") for noun in ("units", "postings", "delegations")),
        *(reverse(f"people_{noun}:add") for noun in ("units", "postings", "delegations")),
        *(reverse(f"checks_{noun}:index") for noun in ("sources", "link_rules")),
        *(reverse(f"checks_{noun}:add") for noun in ("sources", "link_rules")),
        reverse("checks_links:index"),
        reverse("wagtailusers_users:index"),
        reverse("wagtailusers_users:add"),
        reverse("accounts:index"),
        reverse("accounts:add"),
        reverse("quotas:quota_list"),
        reverse("audit:entry_list"),
    ]
