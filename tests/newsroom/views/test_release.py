"""The release page: accounts, time, correction note, cancelling."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from tests.factories.accounts import AccountFactory
from zhenglian.accounts.enums import Platform
from zhenglian.newsroom import errors
from zhenglian.newsroom.enums import ReleaseState
from zhenglian.newsroom.models import Release


def page(article):
    return reverse("newsroom:article_release", args=[article.pk])


def said(answer) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def local(moment) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def test_publisher_is_offered_every_account_at_once(desk, visit):
    answer = visit(desk.office.publisher).get(page(desk.approved()))

    form = answer.context["form"]
    assert sorted(form.fields["accounts"].initial) == sorted(str(pk) for pk in desk.account_ids)
    assert form.copies == []
    assert answer.context["obstacle"] == ""


@pytest.mark.both_databases
def test_release_at_once_is_on_record_and_leads_back(desk, visit):
    article = desk.approved()

    answer = visit(desk.office.publisher).post(page(article), {"accounts": desk.account_ids, "when": "now"})

    assert answer["Location"] == page(article)
    assert Release.objects.get().state == ReleaseState.RELEASED


def test_release_at_a_set_time_runs_a_countdown(desk, visit):
    article = desk.approved()
    due_at = timezone.now() + timedelta(hours=3)
    form = {"accounts": desk.account_ids, "when": "later", "due_at": local(due_at)}
    client = visit(desk.office.publisher)

    client.post(page(article), form)

    assert Release.objects.get().due_at == due_at
    shown = client.get(page(article)).content.decode()
    assert f'datetime="{timezone.localtime(due_at).isoformat()}"' in shown
    assert "data-countdown" in shown


@pytest.mark.parametrize("due_at", ["", "2025-01-01T09:00"])
def test_release_later_without_a_time_to_come_is_refused(desk, visit, due_at):
    form = {"accounts": desk.account_ids, "when": "later", "due_at": due_at}

    answer = visit(desk.office.publisher).post(page(desk.approved()), form)

    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert not Release.objects.exists()


def test_release_without_an_account_is_refused(desk, visit):
    answer = visit(desk.office.publisher).post(page(desk.approved()), {"when": "now"})

    assert "accounts" in answer.context["form"].errors
    assert not Release.objects.exists()


def test_release_without_the_website_says_that_it_comes_first(desk, visit):
    form = {"accounts": [desk.weibo.pk], "when": "now"}

    answer = visit(desk.office.publisher).post(page(desk.approved()), form)

    assert answer.context["form"].non_field_errors() == [str(errors.WebsiteFirst.message)]


def test_release_that_a_platform_would_refuse_lists_the_findings(desk, visit):
    article = desk.approved(with_cover=False)

    answer = visit(desk.office.publisher).post(page(article), {"accounts": desk.account_ids, "when": "now"})

    told = answer.context["form"].non_field_errors()
    assert told[0] == str(errors.LintBlocks.message)
    assert len(told) > 1


def test_release_of_a_draft_says_what_is_missing(desk, visit):
    answer = visit(desk.office.publisher).get(page(desk.article()))

    assert answer.context["obstacle"] == str(errors.NotApproved.message)
    assert (
        reverse("newsroom:article_emergency", args=[answer.context["article"].pk]) in answer.content.decode()
    )


def test_release_by_somebody_who_may_not_is_refused(desk, visit):
    article = desk.approved()

    answer = visit(desk.office.editor).post(page(article), {"accounts": desk.account_ids, "when": "now"})

    assert answer.status_code == 422
    assert not Release.objects.exists()


def test_correction_of_something_public_asks_what_becomes_of_older_copies(desk, visit):
    article = desk.edit(desk.published(), title="更正后的标题", correction_note="更正了补贴金额。")
    desk.submit(article)
    desk.approve(article)
    client, form = visit(desk.office.publisher), {"accounts": [desk.website.pk], "when": "now"}
    wechat, weibo = f"copy_{desk.wechat.pk}", f"copy_{desk.weibo.pk}"

    refused = client.post(page(article), {**form, wechat: "repost"})
    answer = client.post(page(article), {**form, wechat: "repost", weibo: "correct"})

    assert weibo in refused.context["form"].errors
    assert answer["Location"] == page(article)
    release = Release.objects.latest("number")
    assert release.correction_note == "更正了补贴金额。"
    assert {pk: one["choice"] for pk, one in release.decisions.items()} == {
        str(desk.wechat.pk): "repost", str(desk.weibo.pk): "correct",
    }  # fmt: skip


def test_published_article_says_where_it_can_be_read(desk, visit):
    answer = visit(desk.office.publisher).get(page(desk.published()))

    assert len(answer.context["places"]) == 3
    assert answer.content.decode().count("data-place") == 3


def test_scheduled_release_is_cancelled_with_a_reason(desk, visit):
    release = desk.release(desk.approved(), due_at=timezone.now() + timedelta(hours=1))
    address = reverse("newsroom:release_cancel", args=[release.pk])

    answer = visit(desk.office.publisher).post(address, {"reason": "改期"})

    release.refresh_from_db()
    assert (release.state, release.closed_because) == (ReleaseState.CANCELLED, "改期")
    assert answer["Location"] == page(release.article)


@pytest.mark.parametrize(("who", "reason"), [("publisher", ""), ("editor", "改期")])
def test_release_is_not_cancelled_without_a_reason_or_by_others(desk, visit, who, reason):
    release = desk.release(desk.approved(), due_at=timezone.now() + timedelta(hours=1))
    address = reverse("newsroom:release_cancel", args=[release.pk])

    answer = visit(getattr(desk.office, who)).post(address, {"reason": reason})

    release.refresh_from_db()
    assert release.state == ReleaseState.SCHEDULED
    assert len(said(answer)) == 1


def test_account_that_needs_a_hand_is_offered_but_not_ticked(desk, visit):
    by_hand = AccountFactory(platform=Platform.MANUAL, unit=desk.office.unit)

    html = visit(desk.office.publisher).get(page(desk.approved())).content.decode()

    ticked = {box["value"] for box in BeautifulSoup(html, "html.parser").select("[name=accounts][checked]")}
    assert f'value="{by_hand.pk}"' in html
    assert ticked == {str(pk) for pk in desk.account_ids}
