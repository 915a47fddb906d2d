"""The pages of merged matters: an answer that came back is revised on the lead's page and on its own."""

from __future__ import annotations

import pytest

from tests.factories.inbox import posted
from tests.factories.people import UnitFactory
from tests.inbox.replying import fresh
from tests.inbox.views.conftest import letter
from tests.journeys.staff_house import browsing
from zhenglian.inbox.actions.claims import assign, claim
from zhenglian.inbox.actions.course import close
from zhenglian.inbox.actions.merged_answers import answer_merged
from zhenglian.inbox.actions.merging import merge
from zhenglian.inbox.actions.review_reply import approve_reply, return_reply
from zhenglian.inbox.enums import ReplyState
from zhenglian.inbox.models import Matter
from zhenglian.inbox.receipt_codes import spaced
from zhenglian.people.enums import Role
from zhenglian.reviews import api as reviews
from zhenglian.reviews.enums import ReturnReason

pytestmark = pytest.mark.django_db


@pytest.fixture
def came_back(matter, account, officer, unit):
    """(lead, part, reply to the part): the lead is answered, the part's answer was returned."""
    reviews.ensure_rule("inbox.reply", "", name="敏感回复：一级审核", levels=1, hours=2)
    part = letter(account, "学校旁的路灯也坏了")
    claim(matter, actor=officer)
    merge([part], matter, actor=officer)
    texts = {matter.pk: "您家门口的灯已修好", part.pk: "学校旁的灯已修好"}
    first, second = answer_merged(matter, texts, is_sensitive=True, actor=officer)
    reviewer = posted(Role.FIRST_REVIEWER, unit)
    approve_reply(first, actor=reviewer)
    return_reply(second, reason=ReturnReason.WORDING, comment="语气", actor=reviewer)
    return matter, part, fresh(second)


def page(matter):
    return f"/staff/desk/inbox/{matter.pk}/"


def revise(client, matter, reply, text="学校旁的灯今天修好了"):
    return client.post(f"{page(matter)}reply/{reply.pk}/revise/", {f"reply{reply.pk}-text": text})


@pytest.mark.parametrize("where", ["lead", "own"])
def test_holder_revises_on_either_page(where, desk, came_back):
    lead, part, reply = came_back
    place = lead if where == "lead" else part

    shown = desk.get(page(place)).content.decode()
    answer = revise(desk, place, reply)

    assert f"{page(place)}reply/{reply.pk}/revise/" in shown
    assert "学校旁的灯已修好" in shown
    assert answer.status_code == 302
    assert (fresh(reply).state, fresh(reply).text) == (ReplyState.IN_REVIEW, "学校旁的灯今天修好了")


def test_page_of_the_lead_says_for_whom_the_words_are(desk, came_back):
    lead, part, _reply = came_back

    text = desk.get(page(lead)).content.decode()

    assert f"给{spaced(part.code)}来信人的答复" in text


def test_holder_takes_it_back_on_the_page(desk, came_back):
    lead, _part, reply = came_back

    shown = desk.get(page(lead)).content.decode()
    answer = desk.post(f"{page(lead)}reply/{reply.pk}/cancel/")

    assert f"{page(lead)}reply/{reply.pk}/cancel/" in shown
    assert answer.status_code == 302
    assert fresh(reply).state == ReplyState.CANCELLED


def test_colleague_goes_on_after_the_lead_was_closed(other_desk, officer, came_back):
    lead, _part, reply = came_back
    close(lead, reason="已办结", actor=officer)

    shown = other_desk.get(page(lead)).content.decode()

    assert f"{page(lead)}reply/{reply.pk}/revise/" in shown
    assert revise(other_desk, lead, reply).status_code == 302
    assert fresh(reply).state == ReplyState.IN_REVIEW


def test_colleague_is_refused_while_the_lead_is_under_way(other_desk, came_back):
    lead, part, reply = came_back
    Matter.objects.filter(pk=lead.pk).update(state="open")

    for place in (lead, part):
        assert f"reply/{reply.pk}/revise/" not in other_desk.get(page(place)).content.decode()
        assert revise(other_desk, place, reply).status_code == 422
    assert fresh(reply).state == ReplyState.RETURNED


def test_stranger_finds_neither_page_nor_reply(came_back, account):
    lead, part, reply = came_back
    stranger = browsing(posted(Role.DUTY_OFFICER, UnitFactory()))

    assert revise(stranger, lead, reply).status_code == 404
    assert revise(stranger, part, reply).status_code == 404


def test_reply_of_a_matter_that_is_not_merged_here_is_not_found(desk, came_back, account):
    _lead, _part, reply = came_back

    assert revise(desk, letter(account, "另一件事"), reply).status_code == 404


def test_writer_reads_why_a_review_has_ended(desk, matter, officer, unit):
    from tests.inbox.replying import sent
    from zhenglian.kernel.clock import SYSTEM

    reviews.ensure_rule("inbox.reply", "", name="敏感回复：一级审核", levels=1, hours=2)
    claim(matter, actor=officer)
    reply = sent(matter, officer, SYSTEM, "正在调查", is_sensitive=True)
    other = UnitFactory(name="市政中心")
    newcomer = posted(Role.DUTY_OFFICER, other)
    assign(matter, unit=other, actor=officer)
    claim(Matter.objects.get(pk=matter.pk), actor=newcomer)

    text = browsing(newcomer).get(page(matter)).content.decode()

    assert "审核期间来信转给了其他部门" in text
    assert f"reply/{reply.pk}/revise/" in text
