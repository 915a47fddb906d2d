"""Mail to those who review sensitive replies: once a level, after the commit, and nothing of the citizen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.inbox import posted
from tests.factories.people import UnitFactory
from tests.factories.reviews import stand_in
from tests.inbox.replying import held_matter, sent
from zhenglian.inbox.actions.replies import cancel_reply, change_reply
from zhenglian.inbox.actions.review_reply import approve_reply
from zhenglian.inbox.receipt_codes import masked, spaced
from zhenglian.people.enums import Role
from zhenglian.reviews import api as reviews
from zhenglian.reviews.actions.reminders import remind_overdue, tell_waiting

pytestmark = pytest.mark.django_db
WORDS = "情况正在调查"


@pytest.fixture(autouse=True)
def two_levels(clock):
    reviews.ensure_rule("inbox.reply", "", name="敏感回复：两级审核", levels=2, hours=2, clock=clock)


@pytest.fixture
def house(clock):
    """(reply, officer, first reviewer, second reviewer), all with an address."""
    matter, officer = held_matter(clock)
    officer.email = "officer@example.test"
    officer.save()
    first = posted(Role.FIRST_REVIEWER, matter.unit, email="first@example.test")
    second = posted(Role.SECOND_REVIEWER, matter.unit, email="second@example.test")
    posted(Role.FIRST_REVIEWER, UnitFactory(), email="stranger@example.test")
    reply = sent(matter, officer, clock, WORDS, is_sensitive=True, is_answer=True)
    return reply, officer, first, second


@pytest.fixture
def letterbox(mailoutbox, django_capture_on_commit_callbacks, clock):
    """`letterbox(job)` runs the job and gives the mails that it sent."""

    def sent_by(job):
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            job(clock=clock)
        return list(mailoutbox)

    return sent_by


def recipients(mails):
    return sorted(address.split("@")[0] for mail in mails for address in mail.to)


def test_each_level_is_told_once_to_its_reviewers(house, letterbox, clock):
    reply, _officer, first, _second = house

    at_first = [recipients(letterbox(tell_waiting)), recipients(letterbox(tell_waiting))]
    approve_reply(reply, actor=first, clock=clock)
    at_second = [recipients(letterbox(tell_waiting)), recipients(letterbox(tell_waiting))]

    assert at_first == [["first"], []]
    assert at_second == [["second"], []]


def test_submission_itself_sends_no_mail(house, mailoutbox):
    assert mailoutbox == []


def test_mail_says_where_and_until_when_in_chinese(house, letterbox, settings):
    reply, *_rest = house
    settings.WAGTAILADMIN_BASE_URL = "https://office.test"

    [mail] = letterbox(tell_waiting)

    group = reply.matter.code[:4]
    assert mail.subject == f"敏感回复待审：来信{group}-****-****（第1级）"
    assert mail.body.splitlines() == [
        f"来信编号：{group}-****-****",
        "来信类别：咨询",
        f"办理单位：{reply.matter.unit}",
        "当前审级：第1级（共2级）",
        "审核时限：2026年1月15日 11:00",
        "",
        f"https://office.test/staff/desk/inbox/reviews/{reply.pk}/",
    ]


def test_mail_has_nothing_of_the_citizen_and_no_key_to_the_receipt_page(house, letterbox, clock):
    reply, officer, *_rest = house
    mails = letterbox(tell_waiting)
    clock.advance(timedelta(hours=3))
    mails += letterbox(remind_overdue)

    matter = reply.matter
    told = "".join(mail.subject + mail.body for mail in mails)
    secrets = (WORDS, "路灯", matter.code, spaced(matter.code), matter.conversation.identity.handle)
    assert len(mails) == 2
    assert [secret for secret in (*secrets, officer.display_name) if secret in told] == []
    assert masked(matter.code) in told


def test_overdue_level_is_told_once_more_and_says_so(house, letterbox, clock):
    letterbox(tell_waiting)
    clock.advance(timedelta(hours=3))

    late, again = letterbox(remind_overdue), letterbox(remind_overdue)

    assert (recipients(late), again) == (["first"], [])
    assert late[0].subject.startswith("敏感回复审核超时：")


def test_deputy_is_told_and_the_writer_is_not(house, letterbox, clock):
    _reply, officer, first, _second = house
    stand_in(first, deputy=posted(Role.EDITOR, UnitFactory(), email="deputy@example.test"))
    stand_in(first, deputy=officer)

    assert recipients(letterbox(tell_waiting)) == ["deputy", "first"]


def test_changed_words_are_a_new_round_and_told_again(house, letterbox, clock):
    reply, officer, *_rest = house
    letterbox(tell_waiting)

    change_reply(reply, "已经立案", is_answer=True, is_sensitive=True, actor=officer, clock=clock)

    assert recipients(letterbox(tell_waiting)) == ["first"]


def test_reply_taken_back_is_told_to_nobody(house, letterbox, clock):
    reply, officer, *_rest = house
    cancel_reply(reply, actor=officer, clock=clock)

    assert letterbox(tell_waiting) == []
