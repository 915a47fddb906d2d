"""The home page answers: what waits for me, what is due, what failed, what goes out today."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom.admin.desk.panels import SHOWN_ROWS, home_panels
from zhenglian.reviews.enums import ReturnReason

REASON = "地震发生，须立即公布避险信息"


def panel(staff, name):
    return next(found for found in home_panels(staff) if found.name == name)


def names(staff):
    return [found.name for found in home_panels(staff)]


def test_home_page_shows_our_panels_and_none_of_wagtails(desk, visit):
    answer = visit(desk.office.editor).get(reverse("wagtailadmin_home"))

    shown = [found.name for found in answer.context["panels"]]
    assert shown == ["waiting", "due", "failed", "cadence", "today"]  # the fourth is planning's
    assert answer.content.decode().count('class="desk-empty"') == 5


@pytest.mark.parametrize("count", [1, 3])
def test_reviews_wait_for_their_reviewer_with_the_step_that_comes_next(desk, count):
    articles = [desk.article(title=f"稿件{number}") for number in range(count)]
    for article in articles:
        desk.submit(article)

    rows = panel(desk.office.first, "waiting").rows

    assert {row.url for row in rows} == {
        reverse("newsroom:article_review", args=[article.pk]) for article in articles
    }
    assert len(rows) == count
    assert rows[0].due_at is not None


def test_returned_article_waits_for_its_editor_and_leads_into_the_editor(desk):
    article = desk.article()
    desk.submit(article)
    newsroom.return_article(article, reason=ReturnReason.OTHER, comment="请改", actor=desk.office.first)

    (row,) = panel(desk.office.editor, "waiting").rows

    assert row.url == reverse("wagtailadmin_pages:edit", args=[article.pk])


def test_approved_article_waits_for_the_publisher(desk):
    article = desk.approved()

    (row,) = panel(desk.office.publisher, "waiting").rows

    assert row.url == reverse("newsroom:article_release", args=[article.pk])


def test_requested_emergency_waits_for_a_second_person_without_a_countdown(desk):
    emergency = newsroom.request_emergency_release(
        desk.article(), account_ids=desk.account_ids, reason=REASON, actor=desk.office.publisher
    )

    (row,) = panel(desk.office.supervisor, "waiting").rows

    assert row.url == reverse("newsroom:emergency_decide", args=[emergency.pk])
    assert (row.tone, row.due_at) == ("bad", None)
    assert panel(desk.office.publisher, "waiting").rows == []


def test_level_past_its_time_is_due_and_marked(desk, hour):
    desk.submit(desk.article())
    hour.shift(timedelta(hours=5))

    (row,) = panel(desk.office.supervisor, "due").rows

    assert row.tone == "bad"


def test_scheduled_release_is_due_and_goes_out_today(desk):
    due_at = timezone.now() + timedelta(hours=1)
    desk.release(desk.approved(), due_at=due_at)

    assert [row.due_at for row in panel(desk.office.publisher, "due").rows] == [due_at]
    assert [row.due_at for row in panel(desk.office.publisher, "today").rows] == [due_at] * 3


def test_failed_delivery_shows_what_to_do(desk):
    desk.outside.is_down = True
    desk.release(desk.approved())
    desk.deliver()

    rows = panel(desk.office.publisher, "failed").rows

    assert rows
    assert all(row.detail and row.tone == "bad" for row in rows)


def test_late_emergency_is_flagged_to_the_supervisor_above_everything(desk, hour):
    article = desk.article()
    emergency = newsroom.request_emergency_release(
        article, account_ids=desk.account_ids, reason=REASON, actor=desk.office.publisher
    )
    newsroom.confirm_emergency_release(emergency, actor=desk.office.supervisor)
    assert "flagged" not in names(desk.office.supervisor)
    hour.shift(timedelta(hours=settings.EMERGENCY_HOURS, minutes=1))

    assert names(desk.office.supervisor)[0] == "flagged"
    assert "flagged" not in names(desk.office.editor)
    assert len(panel(desk.office.supervisor, "flagged").rows) == 1


def test_long_lists_are_cut_but_counted(desk, visit):
    for number in range(SHOWN_ROWS + 2):
        desk.submit(desk.article(title=f"稿件{number}"))

    answer = visit(desk.office.first).get(reverse("wagtailadmin_home")).content.decode()

    assert f'data-count="{SHOWN_ROWS + 2}"' in answer
    assert answer.count('class="desk-row"') == SHOWN_ROWS
