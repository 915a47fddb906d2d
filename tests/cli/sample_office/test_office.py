from datetime import date, datetime

import pytest
from django.contrib.auth import authenticate

from zhenglian.accounts.api import accounts, active_accounts, credentials_of, token_of
from zhenglian.accounts.credentials import problems_with
from zhenglian.accounts.enums import Platform
from zhenglian.audit.api import entries_on, recent_entries, verify_chain
from zhenglian.channels.api import deliveries_of
from zhenglian.cli.sample_office import PASSWORD, load_sample_office
from zhenglian.kernel.clock import BEIJING
from zhenglian.newsroom.api import (
    ArticlePage,
    Column,
    contributors,
    draft_of,
    releases_of,
    subject_of,
)
from zhenglian.newsroom.lint import blocking, lint_article
from zhenglian.people.api import Staff, Unit, has_role
from zhenglian.people.enums import Role, UnitLevel
from zhenglian.reviews.api import current_review, decisions_of, intact_seal, levels_for
from zhenglian.reviews.enums import ReviewState

SITE = "http://127.0.0.1:8123"


@pytest.fixture
def users(db, clock, settings):
    settings.SITE_URL = SITE
    return load_sample_office(clock=clock)


@pytest.fixture
def article(users):
    def find(word):
        return ArticlePage.objects.get(title__contains=word)

    return find


def test_there_is_one_user_a_role_who_can_log_in_and_has_it(users, clock, rf):
    assert [user["username"] for user in users] == [role.value for role in Role]
    for user in users:
        staff = authenticate(rf.get("/"), username=user["username"], password=PASSWORD)
        assert str(staff) == user["name"]
        assert has_role(staff, user["username"], clock=clock)
        assert staff.has_perm("wagtailadmin.access_admin")


def test_units_stand_on_four_levels_and_remember_their_former_names(users):
    ministry = Unit.objects.get(name="生态环境部")
    former = ministry.predecessors.get()

    assert {unit.level for unit in Unit.objects.all()} == set(UnitLevel)
    assert (former.name, former.valid_from, former.valid_until) == (
        "环境保护部", date(2008, 3, 15), date(2018, 3, 16),
    )  # fmt: skip
    assert former.predecessors.get().name == "国家环境保护总局"
    assert Unit.objects.get(name="环境公共关系与战略研究所").get_ancestors().count() == 2


def test_accounts_columns_and_rules_are_complete(users):
    by_platform = {account.platform: account for account in active_accounts()}
    asked = {flag: levels_for("newsroom.article", {flag}).levels for flag in ("key", "hot", "difficult", "")}

    assert set(by_platform) == set(Platform)
    assert by_platform[Platform.WEBSITE].homepage_url == f"{SITE}/"
    for platform, account in by_platform.items():
        assert problems_with(Platform(platform), credentials_of(account)) == {}
    assert token_of(by_platform[Platform.WEIBO])["access_token"].startswith("2.00")
    assert [column.slug for column in Column.objects.all()] == [
        "policy",
        "science",
        "abroad",
        "events",
        "seasons",
    ]
    assert asked == {"key": 3, "hot": 3, "difficult": 3, "": 2}


def test_unreleased_articles_stand_in_different_stages(article):
    draft, waiting, returned = article("生活垃圾分类"), article("空气质量预报"), article("一滴污水")
    review = current_review(subject_of(waiting))

    assert current_review(subject_of(draft)) is None
    assert [str(staff) for staff in contributors(draft)] == ["林晓雯"]
    assert (review.state, review.level, review.levels) == (ReviewState.OPEN, 2, 2)
    assert current_review(subject_of(returned)).state == ReviewState.RETURNED
    assert "核实" in returned.wagtail_admin_comments.get().text


def test_hot_article_has_three_approvals_and_is_due_tomorrow_morning(article):
    hot = article("噪声法")

    release = releases_of(hot)[0]
    assert sorted(decision.level for decision in decisions_of(subject_of(hot))) == [1, 2, 3]
    assert release.due_at == datetime(2026, 1, 16, 8, 0, tzinfo=BEIJING)
    assert intact_seal(subject_of(hot)) is not None


def test_released_articles_go_to_all_three_platforms_which_have_nothing_to_refuse(article):
    for word in ("地球之肾", "小雪", "斯德哥尔摩"):
        released = article(word)
        release = releases_of(released)[0]

        assert {delivery.part for delivery in deliveries_of(release.reference)} == {
            "website",
            "wechat",
            "weibo",
        }
        assert blocking(lint_article(draft_of(released))) == []


def test_everything_went_through_the_record(users):
    report = verify_chain()

    assert report.ok
    assert report.checked > 60
    assert {entry.act for entry in recent_entries(500)} >= {
        "people.appoint",
        "reviews.seal",
        "newsroom.release",
    }


def test_loading_again_changes_nothing(users, clock):
    staff = Staff.objects.get(username="editor")
    before = recent_entries(1)[0].sequence

    again = load_sample_office(clock=clock)

    assert again == users
    assert recent_entries(1)[0].sequence == before
    assert Staff.objects.get(username="editor").password == staff.password


def test_loading_at_another_address_lets_website_and_weibo_follow(users, clock):
    load_sample_office(clock=clock, site_url="https://demo.example.test")

    website = accounts().get(platform=Platform.WEBSITE)
    weibo = accounts().get(platform=Platform.WEIBO)
    assert website.homepage_url == "https://demo.example.test/"
    assert credentials_of(weibo)["safe_domain"] == "demo.example.test"
    assert token_of(weibo)["access_token"].startswith("2.00")
    assert entries_on("accounts.account", website.pk)[0].act == "accounts.change"
