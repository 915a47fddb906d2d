"""The pages of the rules: who gets in, what they show, and what saving does."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories.people import PostingFactory, StaffFactory
from tests.factories.reviews import LevelRuleFactory, open_round
from zhenglian.audit.models import Entry
from zhenglian.people.api import furnish_groups, sync_groups
from zhenglian.people.enums import Role
from zhenglian.reviews.api import SubjectKind
from zhenglian.reviews.models import LevelRule
from zhenglian.reviews.selectors import levels_for
from zhenglian.reviews.subjects import KINDS

pytestmark = pytest.mark.django_db
LIST = "/staff/desk/review-rules/"
ALWAYS = f"{LIST}newsroom.article/always/"
KEY = f"{LIST}newsroom.article/trait/key/"
REPLIES = f"{LIST}inbox.reply/always/"
VALUES = {"name": "一般稿件：三级审核", "levels": "3", "hours": "6"}


def log_in(client, role):
    staff = PostingFactory(role=role).staff
    furnish_groups()
    sync_groups(staff)
    client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
    return staff


@pytest.fixture
def administrator(client):
    return log_in(client, Role.ADMINISTRATOR)


def test_addresses_of_the_pages():
    assert reverse("reviews:rule_list") == LIST
    assert reverse("reviews:rule_edit", kwargs={"kind": "newsroom.article", "trait": ""}) == ALWAYS
    assert reverse("reviews:rule_edit", kwargs={"kind": "newsroom.article", "trait": "key"}) == KEY


@pytest.mark.parametrize("address", [LIST, ALWAYS])
def test_stranger_is_sent_to_the_log_in(client, address):
    answer = client.get(address)

    assert answer.status_code == 302
    assert "/staff/login/" in answer["Location"]


def test_account_without_the_staff_side_is_turned_away(client):
    client.force_login(StaffFactory(), backend="django.contrib.auth.backends.ModelBackend")

    answer = client.get(LIST)

    assert answer.status_code == 302
    assert "/staff/login/" in answer["Location"]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_other_roles_neither_see_nor_change_the_rules(client, role):
    rule = LevelRuleFactory()
    log_in(client, role)

    client.get(LIST)
    client.post(ALWAYS, VALUES)

    rule.refresh_from_db()
    assert client.get(LIST).status_code in (302, 403)
    assert rule.levels == 2


def test_list_shows_every_rule_with_its_values(client, administrator):
    LevelRuleFactory(name="一般稿件两级", levels=2, hours_per_level=4)
    LevelRuleFactory(trait="foreign", name="涉外稿件三级", levels=3, hours_per_level=12)

    text = " ".join(client.get(LIST).content.decode().split())

    assert "一般稿件两级" in text
    assert "2 级审核 · 每级 4 小时" in text
    assert "涉外稿件三级" in text
    assert "3 级审核 · 每级 12 小时" in text
    assert f'href="{LIST}newsroom.article/trait/foreign/"' in text


def test_list_without_rules_says_what_counts_then(client, administrator):
    text = client.get(LIST).content.decode()

    assert "三级审核（另有规则适用的除外）" in text
    assert text.count("与“所有稿件”相同") == 3


def test_pages_say_that_open_reviews_keep_their_levels(client, administrator):
    for address in (LIST, ALWAYS):
        assert "正在进行的审核仍按送审时记录的审级数" in client.get(address).content.decode()


def test_form_shows_the_values_on_record(client, administrator):
    LevelRuleFactory(trait="key", name="重点稿件", levels=3, hours_per_level=9)

    form = client.get(KEY).context["form"]

    assert form.initial == {"name": "重点稿件", "levels": 3, "hours": 9}


def test_saving_changes_the_rule_and_records_who_did_it(client, administrator):
    rule = LevelRuleFactory()

    answer = client.post(ALWAYS, VALUES, follow=True)

    rule.refresh_from_db()
    entry = Entry.objects.get(act="reviews.set_rule")
    assert (rule.name, rule.levels, rule.hours_per_level) == ("一般稿件：三级审核", 3, 6)
    assert entry.actor_id == str(administrator.pk)
    assert answer.redirect_chain == [(LIST, 302)]
    assert "规则已设定" in answer.content.decode()


def test_saving_leaves_open_reviews_alone(client, administrator, office, clock):
    review = open_round(office, clock=clock)

    client.post(ALWAYS, VALUES)

    review.refresh_from_db()
    assert LevelRule.objects.get(trait="").levels == 3
    assert (review.levels, review.hours_per_level) == (2, 4)


def test_saving_a_usual_trait_without_rule_makes_one(client, administrator):
    client.post(KEY, {"name": "重点", "levels": "3", "hours": "2"})

    rule = LevelRule.objects.get()
    assert (rule.trait, rule.name, rule.levels, rule.hours_per_level) == ("key", "重点", 3, 2)


@pytest.mark.parametrize(
    ("field", "value"),
    [("levels", "0"), ("levels", "4"), ("levels", ""), ("hours", "0"), ("hours", "169"), ("name", " ")],
)
def test_unfit_value_comes_back_with_an_error_and_changes_nothing(client, administrator, field, value):
    rule = LevelRuleFactory()

    answer = client.post(ALWAYS, {**VALUES, field: value})

    rule.refresh_from_db()
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert rule.levels == 2


def test_empty_post_is_refused(client, administrator):
    rule = LevelRuleFactory()

    answer = client.post(ALWAYS, {})

    rule.refresh_from_db()
    assert answer.status_code == 422
    assert rule.levels == 2


@pytest.mark.parametrize(
    "unknown", ["newsroom.article/trait/unheard-of/", "inbox.reply/trait/key/", "unheard.of/always/"]
)
def test_trait_or_kind_that_nobody_knows_is_missing(client, administrator, unknown):
    answer = client.post(LIST + unknown, VALUES)

    assert answer.status_code == 404
    assert not LevelRule.objects.exists()


def test_list_shows_the_rules_of_articles_first_and_then_those_of_replies(client, administrator):
    LevelRuleFactory(subject_kind="inbox.reply", name="敏感回复：一级审核", levels=1, hours_per_level=2)

    text = " ".join(client.get(LIST).content.decode().split())

    assert 0 < text.index("所有稿件") < text.index("对群众来信的回复") < text.index("所有敏感回复")
    assert "1 级审核 · 每级 2 小时" in text
    assert f'href="{REPLIES}"' in text


def test_rule_of_replies_is_changed_without_touching_that_of_articles(client, administrator):
    articles = LevelRuleFactory()
    replies = LevelRuleFactory(subject_kind="inbox.reply", levels=1)

    client.post(REPLIES, {"name": "敏感回复：两级审核", "levels": "2", "hours": "1"})

    before = articles.name
    for rule in (articles, replies):
        rule.refresh_from_db()
    entry = Entry.objects.get(act="reviews.set_rule")
    assert (replies.name, replies.levels, replies.hours_per_level) == ("敏感回复：两级审核", 2, 1)
    assert (articles.name, articles.levels) == (before, 2)
    assert (entry.actor_id, entry.detail["kind"]) == (str(administrator.pk), "inbox.reply")


def test_replies_without_any_level_are_refused_and_the_page_says_why(client, administrator):
    rule = LevelRuleFactory(subject_kind="inbox.reply", levels=1)

    answer = client.post(REPLIES, {"name": "不审", "levels": "0", "hours": "1"})

    rule.refresh_from_db()
    assert (answer.status_code, rule.levels) == (422, 1)
    assert "任何规则都不能免除审核" in answer.content.decode()


@pytest.fixture
def further_kind():
    kind = SubjectKind(
        "probe.case", label="转办事项", about="说明", always="所有转办事项", traits={"urgent": "加急"}
    )
    kind.register()
    yield kind
    del KINDS[kind.key]


def test_kind_that_an_app_above_registers_has_its_rules_on_the_page(client, administrator, further_kind):
    address = f"{LIST}probe.case/trait/urgent/"

    listed = client.get(LIST).content.decode()
    client.post(address, {"name": "加急两级", "levels": "2", "hours": "1"})

    assert "转办事项" in listed
    assert f'href="{address}"' in listed
    assert levels_for("probe.case", {"urgent"}).levels == 2


def test_administrator_has_the_page_in_the_settings_menu(client, administrator):
    assert LIST in client.get(reverse("wagtailadmin_home")).content.decode()


def test_publisher_does_not_have_the_page_in_the_menu(client):
    log_in(client, Role.PUBLISHER)

    assert LIST not in client.get(reverse("wagtailadmin_home")).content.decode()
