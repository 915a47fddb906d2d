"""Which matter a message joins, and when a person must look at all."""

from datetime import timedelta

import pytest

from tests.factories.accounts import AccountFactory
from tests.factories.inbox import duty_officer
from tests.inbox.pushes import said, wechat_push
from zhenglian.audit.models import Entry
from zhenglian.autoreplies.enums import ReplyKind, VersionState
from zhenglian.autoreplies.models import RuleSet
from zhenglian.autoreplies.sheet import Article, Rule, Sheet
from zhenglian.clocks import api as clocks
from zhenglian.inbox.actions.claims import claim
from zhenglian.inbox.actions.course import close, note_answered, wait_for_citizen
from zhenglian.inbox.actions.intake import take_in
from zhenglian.inbox.actions.matters import subject_of
from zhenglian.inbox.actions.splitting import Part, split
from zhenglian.inbox.enums import Direction, MatterState
from zhenglian.inbox.models import Matter, Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    return AccountFactory()


@pytest.fixture
def officer(account):
    return duty_officer(account.unit)


def came(account, clock, text="路灯坏了", **fields):
    said(account, clock, text, **fields)
    take_in(clock=clock)
    return Message.objects.filter(direction=Direction.IN).latest("pk")


def answered_by(account, clock, **rule):
    """The reference of a live rule of this account."""
    sheet = Sheet((Rule(number=1, name="开放时间", trigger="contains", words=("时间",), **rule),))
    rules = RuleSet.objects.create(
        account=account, number=1, state=VersionState.LIVE, changed_at=clock.now(), content=sheet.to_json()
    )
    return f"{rules.pk}/1"


def test_a_rule_that_answers_all_opens_no_matter(account, clock):
    ref = answered_by(account, clock, text="周一至周五8:30至17:30")

    message = came(account, clock, "几点上班", answer=ref)

    assert message.matter is None
    shown = Message.objects.get(direction=Direction.AUTO)
    assert shown.content == {"text": "周一至周五8:30至17:30", "rule": "开放时间", "ref": ref}
    assert shown.pk > message.pk


def test_a_rule_that_hands_over_opens_one(account, clock):
    ref = answered_by(account, clock, text="请稍候", to_person=True)

    message = came(account, clock, answer=ref)

    assert message.matter.state == MatterState.NEW
    assert Message.objects.get(direction=Direction.AUTO).matter == message.matter


def test_report_page_stands_in_the_conversation_as_it_was_sent(account, clock, settings):
    settings.SITE_URL = "https://office.test"
    ref = answered_by(account, clock, text="请填写{report}")

    wechat_push(account, clock, "location", Location_X="32.41", Location_Y="104.53", answer=ref)
    take_in(clock=clock)

    shown = Message.objects.get(direction=Direction.AUTO)
    assert shown.content["text"] == "请填写https://office.test/report/?lon=104.53&lat=32.41&datum=gcj02"


def test_articles_that_were_answered_are_shown(account, clock):
    ref = answered_by(account, clock, kind=ReplyKind.NEWS, articles=(Article("指南", url="https://x.test/"),))

    came(account, clock, answer=ref)

    shown = Message.objects.get(direction=Direction.AUTO)
    assert shown.content["articles"] == [{"title": "指南", "url": "https://x.test/"}]


def test_a_reference_that_nobody_knows_is_no_answer(account, clock):
    message = came(account, clock, answer="999/9")

    assert message.matter is not None


def test_what_a_rule_answers_still_joins_the_matter_under_way(account, clock):
    ref = answered_by(account, clock, text="周一至周五")
    first = came(account, clock)

    second = came(account, clock, "几点上班", answer=ref)

    assert second.matter == first.matter


@pytest.mark.parametrize(("to_person", "matters"), [(False, 0), (True, 1)])
def test_a_click_asks_for_a_person_only_by_rule(account, clock, to_person, matters):
    ref = answered_by(account, clock, text="请稍候", to_person=to_person)

    wechat_push(account, clock, kind="click", Event="CLICK", EventKey="HUMAN", answer=ref)
    take_in(clock=clock)

    assert Matter.objects.count() == matters


def test_events_join_no_matter_and_open_none(account, clock):
    came(account, clock)

    wechat_push(account, clock, kind="view", Event="VIEW", EventKey="https://x.test")
    wechat_push(account, clock, kind="subscribe", Event="subscribe")
    take_in(clock=clock)

    events = Message.objects.filter(direction=Direction.IN, kind="event")
    assert {message.matter for message in events} == {None}
    assert Matter.objects.count() == 1


def test_a_message_while_waiting_resumes_the_clock(account, officer, clock):
    matter = claim(came(account, clock).matter, actor=officer, clock=clock)
    wait_for_citizen(matter, reason="请补充地址", actor=officer, clock=clock)
    clock.advance(timedelta(hours=3))

    message = came(account, clock, "府前路1号")

    matter.refresh_from_db()
    assert message.matter == matter
    assert (matter.state, matter.assignee) == (MatterState.OPEN, officer)
    assert clocks.run_of(subject_of(matter)).paused_since is None
    assert Entry.objects.filter(act="inbox.resume", actor_name="system").count() == 1


def test_after_an_answer_a_message_is_shown_to_its_officer_for_a_week(account, officer, clock):
    matter = claim(came(account, clock).matter, actor=officer, clock=clock)
    note_answered(matter, at=clock.now(), actor=officer, clock=clock)
    clock.advance(timedelta(days=6))

    first, second = came(account, clock, "还没修好"), came(account, clock, "在吗")

    matter.refresh_from_db()
    assert first.matter == second.matter == matter
    assert (matter.state, matter.assignee) == (MatterState.ANSWERED, officer)
    assert matter.followed_up_at == clock.now()
    steps = [step.content["step"] for step in matter.messages.filter(direction=Direction.STEP)]
    assert steps.count("followed_up") == 1


def test_a_closed_matter_comes_back_when_the_citizen_writes_again(account, officer, clock):
    matter = claim(came(account, clock).matter, actor=officer, clock=clock)
    note_answered(matter, at=clock.now(), actor=officer, clock=clock)
    close(matter, reason="已办结", actor=officer, clock=clock)

    assert came(account, clock, "还没修好").matter == matter

    matter.refresh_from_db()
    assert (matter.state, matter.closed_at) == (MatterState.ANSWERED, None)
    assert matter.followed_up_at == clock.now()


def test_after_a_week_a_message_opens_a_new_matter(account, officer, clock):
    matter = came(account, clock).matter
    note_answered(matter, at=clock.now(), actor=officer, clock=clock)
    clock.advance(timedelta(days=7, minutes=1))

    message = came(account, clock, "又坏了")

    assert message.matter != matter
    assert message.matter.state == MatterState.NEW


def test_a_matter_closed_without_answer_is_not_revived(account, officer, clock):
    matter = claim(came(account, clock, "加微信领红包").matter, actor=officer, clock=clock)
    close(matter, reason="广告", actor=officer, clock=clock)

    assert came(account, clock, "路灯坏了").matter != matter


def test_of_several_under_way_the_one_that_waits_gets_the_message(account, officer, clock):
    matter = claim(came(account, clock).matter, actor=officer, clock=clock)
    parts = [Part("路灯", "complaint", account.unit), Part("噪声", "complaint", account.unit)]
    _first, second = split(matter, parts, actor=officer, clock=clock)
    claim(second, actor=officer, clock=clock)
    wait_for_citizen(second, reason="哪个工地", actor=officer, clock=clock)

    assert came(account, clock, "东边的").matter == second


def test_an_account_that_moved_gives_new_matters_to_its_new_unit(account, clock):
    first = came(account, clock).matter
    note_answered(first, at=clock.now(), actor=None, clock=clock)
    account.unit = AccountFactory().unit
    account.save()
    clock.advance(timedelta(days=8))

    message = came(account, clock, "又坏了")

    assert message.matter.unit == message.conversation.unit == account.unit
    assert first.unit != account.unit
