import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

from zhenglian.alarms.clients.mail import send_mail
from zhenglian.alarms.errors import NotDelivered


class Away(BaseEmailBackend):
    def send_messages(self, email_messages):
        raise ConnectionRefusedError("server.office.test:25")


def test_everybody_gets_a_mail_of_their_own():
    send_mail("告警", "正文", ["a@office.test", "b@office.test"])

    assert [(each.subject, each.body, each.to) for each in mail.outbox] == [
        ("告警", "正文", ["a@office.test"]),
        ("告警", "正文", ["b@office.test"]),
    ]


def test_server_that_is_away_is_no_delivery(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Away"

    with pytest.raises(NotDelivered, match="ConnectionRefusedError"):
        send_mail("告警", "正文", ["a@office.test"])
