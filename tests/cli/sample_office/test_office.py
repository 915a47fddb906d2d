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
from zhenglian.newsroom.api import ArticlePage, Column, contributors, draft_of
from zhenglian.newsroom.lint import blocking, lint_article
from zhenglian.newsroom.selectors.drafts import subject_of
from zhenglian.newsroom.selectors.releases import releases_of
from zhenglian.people.api import Staff, Unit, has_role
from zhenglian.people.enums import Role, UnitLevel
from zhenglian.reviews.api import current_review, decisions_of, intact_seal
from zhenglian.reviews.enums import ReviewState
from zhenglian.reviews.selectors import levels_for

SITE = "http://127.0.0.1:8123"


@pytest.fixture
def users(db, clock, settings):
    settings.SITE_URL = SITE
    return load_sample_office(clock=clock)


def test_people_of_every_role_log_in_to_units_on_four_levels(users, clock, rf):
    assert [user["username"] for user in users] == [role.value for role in Role]
    for user in users:
        staff = authenticate(rf.get("/"), username=user["username"], password=PASSWORD)
        assert str(staff) == user["name"]
        assert has_role(staff, user["username"], clock=clock)
        assert staff.has_perm("wagtailadmin.access_admin")

    former = Unit.objects.get(name="生态环境部").predecessors.get()
    assert {unit.level for unit in Unit.objects.all()} == set(UnitLevel)
    assert (former.name, former.valid_until) == ("环境保护部", date(2018, 3, 16))
    assert former.predecessors.get().name == "国家环境保护总局"
    assert Unit.objects.get(name="环境公共关系与战略研究所").get_ancestors().count() == 2


def test_accounts_columns_and_rules_are_complete_and_on_record(users):
    by_platform = {account.platform: account for account in active_accounts()}
    asked = {flag: levels_for("newsroom.article", {flag}).levels for flag in ("key", "hot", "difficult", "")}
    report = verify_chain()

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
    assert (report.ok, report.checked > 60) == (True, True)


def test_articles_stand_in_different_stages(users):
    found = {article.title[:6]: article for article in ArticlePage.objects.all()}
    draft, waiting, returned, hot = (
        found[word] for word in ("生活垃圾分类", "秋冬季怎样看", "环保设施向公", "夜间施工、广")
    )
    review = current_review(subject_of(waiting))

    assert current_review(subject_of(draft)) is None
    assert [str(staff) for staff in contributors(draft)] == ["林晓雯"]
    assert (review.state, review.level, review.levels) == (ReviewState.OPEN, 2, 2)
    assert current_review(subject_of(returned)).state == ReviewState.RETURNED
    assert "核实" in returned.wagtail_admin_comments.get().text
    assert sorted(decision.level for decision in decisions_of(subject_of(hot))) == [1, 2, 3]
    assert releases_of(hot)[0].due_at == datetime(2026, 1, 16, 8, 0, tzinfo=BEIJING)
    released = [article for article in found.values() if releases_of(article)]
    assert len(released) == 9
    for article in released:
        sent = deliveries_of(releases_of(article)[0].reference)
        assert {delivery.part for delivery in sent} == {"website", "wechat", "weibo"}
        assert blocking(lint_article(draft_of(article))) == []
        assert intact_seal(subject_of(article)) is not None


def test_loading_again_changes_nothing_but_follows_the_address(users, clock):
    staff = Staff.objects.get(username="editor")
    before = recent_entries(1)[0].sequence

    again = load_sample_office(clock=clock)
    assert again == users
    assert recent_entries(1)[0].sequence == before
    assert Staff.objects.get(username="editor").password == staff.password

    load_sample_office(clock=clock, site_url="https://demo.example.test")
    website = accounts().get(platform=Platform.WEBSITE)
    weibo = accounts().get(platform=Platform.WEIBO)
    assert website.homepage_url == "https://demo.example.test/"
    assert entries_on("accounts.account", website.pk)[0].act == "accounts.change"
    assert credentials_of(weibo)["safe_domain"] == "demo.example.test"
    assert token_of(weibo)["access_token"].startswith("2.00")
