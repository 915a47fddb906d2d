"""Mail to colleagues about what waits for them. What citizens get is mailed by whoever answers them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import send_mass_mail
from django.db import transaction

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from zhenglian.people.models import Staff

HOME = "/staff/"


def send_notice(people: Iterable[Staff], title: str, text: StrOrPromise = "", *, address: str = HOME) -> None:
    """One mail a person, after the transaction; a mail server that is away must not undo a decision.

    `address` is the path of the page on the staff side that the mail leads to.
    """
    page = f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{address}"
    body = "\n\n".join(filter(None, [str(text).strip(), page]))
    addresses = dict.fromkeys(person.email for person in people if person.email)
    mails = [(title, body, settings.DEFAULT_FROM_EMAIL, [address]) for address in addresses]
    if mails:
        transaction.on_commit(partial(send_mass_mail, mails), robust=True)
