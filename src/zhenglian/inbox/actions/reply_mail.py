"""The mail that carries an answer to a citizen who chose that way. Faults are those of talk."""

from __future__ import annotations

import smtplib
import socket

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from zhenglian.channels.enums import TalkFailure
from zhenglian.channels.talk import TalkFault
from zhenglian.inbox.enums import AnswerWay
from zhenglian.inbox.models import Reply
from zhenglian.inbox.receipt_codes import spaced
from zhenglian.inbox.reply_ways import address_of

TEMPORARY = range(400, 500)  # SMTP: try again later
NEVER_LEFT = (ConnectionRefusedError, socket.gaierror, smtplib.SMTPConnectError, smtplib.SMTPHeloError)


def send_mail(reply: Reply, text: str) -> None:
    """One mail with the answer and the address of the receipt page. Raises `TalkFault`."""
    address = address_of(reply.matter, AnswerWay.MAIL)
    if not address:
        raise TalkFault(TalkFailure.PERMANENT, "no_address")
    mail = EmailMessage(*_words(reply, text), settings.DEFAULT_FROM_EMAIL, [address])
    try:
        mail.send()
    except (OSError, smtplib.SMTPException) as reason:
        raise _fault(reason) from reason


def _words(reply: Reply, text: str) -> tuple[str, str]:
    code = reply.matter.code
    page = f"{settings.SITE_URL.rstrip('/')}/letters/{code}/"
    with translation.override(settings.LANGUAGE_CODE):
        title = _("Reply to your letter %(code)s") % {"code": spaced(code)}
        foot = _("Your receipt page: %(address)s") % {"address": page}
    return title, f"{text}\n\n{foot}\n"


def _fault(reason: Exception) -> TalkFault:
    """What certainly never left may be tried again; silence after it began leaves it open."""
    kind, code = TalkFailure.UNKNOWN, ""
    if isinstance(reason, smtplib.SMTPRecipientsRefused):
        codes = [each[0] for each in reason.recipients.values()]
        is_temporary = bool(codes) and all(each in TEMPORARY for each in codes)
        kind = TalkFailure.RETRY if is_temporary else TalkFailure.UNREACHABLE_PERSON
    elif isinstance(reason, NEVER_LEFT):
        kind = TalkFailure.RETRY
    elif isinstance(reason, smtplib.SMTPAuthenticationError):
        kind = TalkFailure.SETUP
    elif isinstance(reason, smtplib.SMTPResponseException):
        code = str(reason.smtp_code)
        kind = TalkFailure.RETRY if reason.smtp_code in TEMPORARY else TalkFailure.PERMANENT
    return TalkFault(kind, str(kind), code=code, text=type(reason).__name__)
