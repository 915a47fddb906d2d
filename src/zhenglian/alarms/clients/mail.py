"""Mail through Django's own backend."""

from __future__ import annotations

import smtplib
from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from zhenglian.alarms.errors import NotDelivered


def send_mail(title: str, text: str, addresses: Sequence[str]) -> None:
    """One message a person, so that nobody reads the others' addresses. Raises NotDelivered."""
    sender = settings.DEFAULT_FROM_EMAIL
    messages = [EmailMessage(title, text, sender, [address]) for address in addresses]
    try:
        get_connection().send_messages(messages)
    except (OSError, smtplib.SMTPException) as reason:
        raise NotDelivered(type(reason).__name__) from reason
