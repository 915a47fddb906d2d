"""The reviewers' pages of sensitive replies, and the pages of the templates."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.inbox import posted
from tests.factories.people import UnitFactory
from tests.inbox.replying import fresh, sent
from tests.journeys.staff_house import browsing
from zhenglian.inbox.actions.claims import claim
from zhenglian.inbox.actions.templates import keep_template
from zhenglian.inbox.enums import ReplyState
from zhenglian.inbox.models import ReplyTemplate
from zhenglian.inbox.reply_seals import review_subject
from zhenglian.kernel.clock import SYSTEM
from zhenglian.people.enums import Role
from zhenglian.reviews import api as reviews

pytestmark = pytest.mark.django_db
LIST = "/staff/desk/inbox/reviews/"


@pytest.fixture
def reply(matter, officer):
    reviews.ensure_rule("inbox.reply", "", name="敏感回复：一级审核", levels=1, hours=2)
    claim(matter, actor=officer)
    return sent(matter, officer, SYSTEM, "情况正在调查，请您放心", is_sensitive=True, is_answer=True)


@pytest.fixture
def reviewer(unit):
    return posted(Role.FIRST_REVIEWER, unit, display_name="周初审", username="周初审")


@pytest.fixture
def client_of_reviewer(reviewer):
    return browsing(reviewer)


def page(reply, act=""):
    return f"{LIST}{reply.pk}/{act}"


def is_refused(answer):
    """Wagtail sends whoever may not enter to the home page, with a message."""
    return answer.status_code == 302 and answer["location"] == "/staff/"


def seen(reply):
    review = reviews.current_review(review_subject(reply))
    return {"round": review.pk, "level": review.level}


def test_reviewer_finds_the_reply_in_list_and_on_the_home_page(client_of_reviewer, reply):
    listed = client_of_reviewer.get(LIST).content.decode()
    home = client_of_reviewer.get("/staff/").content.decode()

    assert "路灯坏了" in listed
    assert page(reply) in listed
    assert page(reply) in home


def test_page_shows_what_was_said_and_the_words_that_would_leave(client_of_reviewer, reply):
    text = client_of_reviewer.get(page(reply)).content.decode()

    assert "路灯坏了，请尽快维修" in text
    assert "情况正在调查，请您放心" in text


def test_approval_lets_it_go(client_of_reviewer, reply):
    answer = client_of_reviewer.post(page(reply, "approve/"), {**seen(reply), "comment": ""})

    assert answer.status_code == 302
    assert fresh(reply).state == ReplyState.QUEUED
    assert page(reply) not in client_of_reviewer.get("/staff/").content.decode()


def test_return_needs_a_reason_and_words(client_of_reviewer, reply):
    empty = client_of_reviewer.post(page(reply, "return/"), seen(reply))
    full = client_of_reviewer.post(
        page(reply, "return/"), {**seen(reply), "reason": "wording", "comment": "语气生硬"}
    )

    assert (empty.status_code, full.status_code) == (422, 302)
    assert fresh(reply).state == ReplyState.RETURNED
    assert "语气生硬" in client_of_reviewer.get(page(reply)).content.decode()


def test_approval_of_an_earlier_round_is_refused(client_of_reviewer, reply):
    stale = {**seen(reply), "round": seen(reply)["round"] + 1}

    assert client_of_reviewer.post(page(reply, "approve/"), stale).status_code == 422
    assert fresh(reply).state == ReplyState.IN_REVIEW


def test_author_reads_and_cannot_decide(desk, reply):
    text = desk.get(page(reply)).content.decode()
    answer = desk.post(page(reply, "approve/"), seen(reply))

    assert "review_approve" not in text
    assert page(reply, "approve/") not in text
    assert answer.status_code == 422
    assert fresh(reply).state == ReplyState.IN_REVIEW


def test_reviewer_of_another_unit_sees_nothing(reply):
    stranger = browsing(posted(Role.FIRST_REVIEWER, UnitFactory()))

    assert is_refused(stranger.get(page(reply)))
    assert is_refused(stranger.post(page(reply, "approve/"), seen(reply)))
    assert fresh(reply).state == ReplyState.IN_REVIEW
    assert page(reply) not in stranger.get(LIST).content.decode()


def test_editor_does_not_get_in(unit):
    assert is_refused(browsing(posted(Role.EDITOR, unit)).get(LIST))


def test_reply_that_was_never_submitted_has_no_page(client_of_reviewer, matter, officer):
    claim(matter, actor=officer)
    plain = sent(matter, officer, SYSTEM)

    assert client_of_reviewer.get(page(plain)).status_code == 404
    assert client_of_reviewer.get(f"{LIST}{2**70}/").status_code == 404


def test_empty_list_says_where_to_go(client_of_reviewer):
    text = client_of_reviewer.get(LIST).content.decode()

    assert reverse("wagtailadmin_home") in text
    assert 'class="desk-empty"' in text


def test_number_of_queries_does_not_grow_with_the_list(client_of_reviewer, reply, matter, officer):
    client_of_reviewer.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client_of_reviewer.get(LIST)
    for number in range(8):
        sent(matter, officer, SYSTEM, f"第{number}条", is_sensitive=True)

    with CaptureQueriesContext(connection) as nine:
        client_of_reviewer.get(LIST)

    assert len(nine) == len(one)


def template(unit, **changes):
    return keep_template(
        **{"title": "转办告知", "body": "{称呼}，您好", "unit": unit, "actor": None, **changes}
    )


def test_list_of_templates_says_which_are_to_be_revised(desk, unit):
    today = SYSTEM.now().date()
    template(unit, title="过期的", valid_until=today - timedelta(days=3))
    template(unit, title="将到期的", valid_until=today + timedelta(days=7))

    text = desk.get(reverse("inbox_templates:index")).content.decode()

    assert text.index("过期的") < text.index("将到期的")
    assert "待修订" in text or "to be revised" in text


def test_officer_makes_and_changes_a_template(desk, unit):
    values = {"title": "告知", "body": "{称呼}，您好", "unit": unit.pk, "class_key": "", "cites": "某条例"}
    made = desk.post(reverse("inbox_templates:add"), values)
    row = ReplyTemplate.objects.get()
    address = reverse("inbox_templates:edit", args=[row.pk])
    changed = desk.post(address, {**values, "title": "新题", "is_retired": "on"})

    row.refresh_from_db()
    assert (made.status_code, changed.status_code) == (302, 302)
    assert (row.title, row.is_retired) == ("新题", True)


def test_wrong_placeholder_comes_back_to_the_form(desk, unit):
    answer = desk.post(
        reverse("inbox_templates:add"), {"title": "告知", "body": "{姓名}您好", "unit": unit.pk}
    )

    assert answer.status_code == 200
    assert "{期限}" in answer.content.decode()
    assert not ReplyTemplate.objects.exists()


def test_template_of_another_unit_cannot_be_opened(desk):
    foreign = template(UnitFactory())

    assert is_refused(desk.get(reverse("inbox_templates:edit", args=[foreign.pk])))
    assert is_refused(desk.post(reverse("inbox_templates:edit", args=[foreign.pk]), {"title": "我的"}))
