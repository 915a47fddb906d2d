"""Answers by e-mail: what certainly never left is tried again, what may have left is not."""

from __future__ import annotations

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

from tests.inbox.replying import Phone, fresh, held_matter, off_platform, sent
from zhenglian.inbox.enums import AnswerWay, ReplyState, Source

pytestmark = pytest.mark.django_db
TROUBLE = []


class TroubledBackend(BaseEmailBackend):
    """A mail server with the trouble that stands first in TROUBLE."""

    def send_messages(self, email_messages):
        raise TROUBLE[0]


@pytest.fixture
def mailed(clock):
    conversation = off_platform(Source.WEB, mail="citizen@example.test", name="李明")
    matter, officer = held_matter(clock, conversation=conversation, answer_way=AnswerWay.MAIL)
    return sent(matter, officer, clock, "路灯已修好", is_answer=True)


def test_answer_goes_by_mail_with_the_receipt_page(mailed, clock, settings):
    settings.SITE_URL = "https://letters.example.test"

    Phone().work(clock)

    message = mail.outbox[0]
    assert message.to == ["citizen@example.test"]
    assert "路灯已修好" in message.body
    assert f"https://letters.example.test/letters/{mailed.matter.code}/" in message.body
    assert mailed.matter.code[:4] in message.subject
    assert fresh(mailed).state == ReplyState.SENT


def test_second_turn_mails_nothing_more(mailed, clock):
    for _ in range(3):
        Phone().work(clock)

    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("trouble", "state", "failure"),
    [
        (ConnectionRefusedError(), ReplyState.QUEUED, "retry"),
        (smtplib.SMTPConnectError(421, b"busy"), ReplyState.QUEUED, "retry"),
        (smtplib.SMTPDataError(451, b"later"), ReplyState.QUEUED, "retry"),
        (smtplib.SMTPDataError(554, b"spam"), ReplyState.FAILED, "permanent"),
        (smtplib.SMTPAuthenticationError(535, b"no"), ReplyState.QUEUED, "setup"),
        (smtplib.SMTPRecipientsRefused({"a": (550, b"none")}), ReplyState.FAILED, "unreachable"),
        (smtplib.SMTPRecipientsRefused({"a": (450, b"grey")}), ReplyState.QUEUED, "retry"),
        (TimeoutError(), ReplyState.UNKNOWN, "unknown"),
        (smtplib.SMTPServerDisconnected("gone"), ReplyState.UNKNOWN, "unknown"),
        (ConnectionResetError(), ReplyState.UNKNOWN, "unknown"),
    ],
)
def test_troubles_of_the_mail_server_are_classified(mailed, clock, settings, trouble, state, failure):
    settings.EMAIL_BACKEND = f"{__name__}.TroubledBackend"
    TROUBLE[:] = [trouble]

    Phone().work(clock)

    assert (fresh(mailed).state, fresh(mailed).failure) == (state, failure)


def test_mail_without_a_known_outcome_asks_a_person(mailed, clock, settings):
    settings.EMAIL_BACKEND = f"{__name__}.TroubledBackend"
    TROUBLE[:] = [TimeoutError()]
    Phone().work(clock)
    clock.advance(timedelta(minutes=1))

    Phone().work(clock)

    assert fresh(mailed).next_attempt_at is None
