"""One mail a person and day about accounts that are about to miss their promise or grow stale."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.api import holders
from zhenglian.planning.cadence import STALE_AFTER, STALE_STEPS
from zhenglian.planning.models import CadenceMail
from zhenglian.planning.rules import PROMISERS
from zhenglian.planning.selectors.cadences import Standing, cadence_warnings, today_of
from zhenglian.planning.wording import standing_sentences

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


def tell_warnings(*, clock: Clock = SYSTEM) -> int:
    """To the publishers and matrix managers of each account's unit; how many mails were sent.

    The row is written before the mail leaves, so that nobody is told twice a day, whatever runs twice.
    """
    told: dict[int, tuple[Staff, list[Standing]]] = {}
    for standing in cadence_warnings(clock=clock):
        if _is_worth_a_mail(standing):
            for person in _people(standing, clock):
                told.setdefault(person.pk, (person, []))[1].append(standing)
    return sum(_tell(person, found, clock) for person, found in told.values())


def _is_worth_a_mail(standing: Standing) -> bool:
    """Staleness: on its steps, and each day once the 14 days are over; not on each day between."""
    age = standing.age or 0
    return standing.is_about_to_miss or age in STALE_STEPS or age >= STALE_AFTER


def _people(standing: Standing, clock: Clock) -> list[Staff]:
    unit = standing.account.unit
    found = {person.pk: person for role in PROMISERS for person in holders(role, unit, clock=clock)}
    return [person for person in found.values() if person.email]


def _tell(person: Staff, found: list[Standing], clock: Clock) -> bool:
    ids = [standing.account.pk for standing in found]
    try:
        with transaction.atomic():
            CadenceMail.objects.create(staff=person, day=today_of(clock), accounts=ids)
            title, body = _letter(found)
            addresses = [person.email]
            send = partial(send_mail, title, body, settings.DEFAULT_FROM_EMAIL, addresses)
            transaction.on_commit(send, robust=True)
    except IntegrityError:
        return False
    return True


def _letter(found: list[Standing]) -> tuple[str, str]:
    with translation.override(settings.LANGUAGE_CODE):
        title = _("Update frequency: %(n)d accounts need a post") % {"n": len(found)}
        lines = [
            f"{standing.account}\n" + "\n".join(f"  {line}" for line in standing_sentences(standing))
            for standing in found
        ]
        address = f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{reverse('planning:calendar')}"
        return title, "\n\n".join([*lines, address])
