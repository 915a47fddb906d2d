"""A report of another system becomes a case, exactly one; what it adds later becomes words of its citizen."""

from __future__ import annotations

import re
from random import Random, SystemRandom

from django.db import transaction
from django.utils.translation import gettext as _

from zhenglian.cases.api import Case, Contact, Place, Report, add_words, open_case
from zhenglian.cases.enums import ReportSource
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.digests import sha256_hex
from zhenglian.kernel.ids import hex_id
from zhenglian.open311 import errors
from zhenglian.open311.definitions import OWN_ID, PUBLISH, TITLE, YES, check_attributes
from zhenglian.open311.enums import UpdateStatus
from zhenglian.open311.models import ApiKey, ReceivedUpdate, Reception
from zhenglian.open311.parameters import Asked
from zhenglian.open311.selectors.catalogue import catalogue

CHANCE: Random = SystemRandom()
MOST_SIGNS = 4000  # of a description
MOST_EXTRA_SIGNS = 900  # of everything else that came along
MOST_ID_SIGNS = 120
NOBODY = "-"  # FixMyStreet's last name of those who gave none
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
STATUSES = {status.value for status in UpdateStatus}


def receive_report(asked: Asked, *, key: ApiKey, clock: Clock = SYSTEM, chance: Random = CHANCE) -> Reception:
    """The same `fixmystreet_id` with the same key gives the case that it became.

    Raises ParameterMissing, ServiceUnknown, LocationMissing, ParameterInvalid, AttributeMissing, and what
    `open_case` raises.
    """
    service = catalogue().by_code(asked.needed("service_code"))
    attributes = asked.attributes()
    check_attributes(attributes)
    own_id = next(iter(attributes.get(OWN_ID, ())), "")
    report = Report(
        text=_words(asked, attributes),
        title=next(iter(attributes.get(TITLE, ())), ""),
        place=_place(asked),
        contact=_contact(asked),
        source=ReportSource.OPEN311,
        class_key=service.class_key,
        category_key=service.category_key,
        is_public=_is_public(attributes, key),
        origin_key=f"open311:{key.pk}:{sha256_hex(own_id.encode())}" if own_id else None,
        photos=asked.files,
    )
    with transaction.atomic():
        case = open_case(report, clock=clock, chance=chance)
        row, _created = Reception.objects.get_or_create(
            case=case, defaults={"key": key, "token": hex_id(), "received_at": clock.now()}
        )
    return row


def receive_update(asked: Asked, *, key: ApiKey, clock: Clock = SYSTEM) -> ReceivedUpdate:
    """Words for a case that came with this key; the same `update_id` again adds nothing.

    Raises ParameterMissing, ParameterInvalid, RequestUnknown, and what `add_words` raises.
    """
    number, own_id = asked.needed("service_request_id"), asked.needed("update_id")
    if len(own_id) > MOST_ID_SIGNS:
        raise errors.ParameterInvalid("update_id", _("at most 120 characters."))
    asked.needed("updated_datetime"), asked.moment("updated_datetime")
    status = asked.needed("status").lower().replace(" ", "_")
    if status not in STATUSES:
        raise errors.ParameterInvalid("status", ", ".join(sorted(STATUSES)))
    words = _described(asked)
    with transaction.atomic():
        own = Case.objects.select_for_update(of=("self",)).filter(
            number=number, pk__in=Reception.objects.filter(key=key).values("case")
        )
        case = own.first()
        if case is None:
            raise errors.RequestUnknown
        known = ReceivedUpdate.objects.filter(key=key, case=case, update_id=own_id).first()
        if known is not None:
            return known
        step = add_words(case, _with_extra(words, _links(asked)), photos=asked.files, clock=clock)
        return ReceivedUpdate.objects.create(
            key=key, case=case, update_id=own_id, sequence=step.sequence, received_at=clock.now()
        )


def _words(asked: Asked, attributes: dict[str, list[str]]) -> str:
    """The description, and below it what the client's own fields say."""
    known = {OWN_ID, PUBLISH, TITLE}
    extra = [f"{code}: {', '.join(values)}" for code, values in attributes.items() if code not in known]
    return _with_extra(_described(asked), [*extra, *_links(asked)])


def _described(asked: Asked) -> str:
    words = asked.needed("description")
    if len(words) > MOST_SIGNS:
        raise errors.ParameterInvalid("description", _("at most 4000 characters."))
    return words


def _links(asked: Asked) -> list[str]:
    """Pictures elsewhere are named, never fetched: their address is the sender's choice."""
    return asked.repeated("media_url")


def _with_extra(words: str, extra: list[str]) -> str:
    added = "\n".join(extra)[:MOST_EXTRA_SIGNS]
    return f"{words}\n\n{added}" if added else words


def _place(asked: Asked) -> Place:
    position, address = asked.position(), asked.text("address_string")
    words = address or asked.text("address_id")
    if position is None and not words:
        raise errors.LocationMissing
    lon, lat = position or (None, None)
    return Place(lon=lon, lat=lat, datum="wgs84", words=words)


def _contact(asked: Asked) -> Contact:
    """A Chinese name is written without a blank between its parts."""
    parts = [part for part in (asked.text("first_name"), asked.text("last_name")) if part and part != NOBODY]
    joint = "" if any(HAN.search(part) for part in parts) else " "
    return Contact(name=joint.join(parts), phone=asked.text("phone"), mail=asked.text("email"))


def _is_public(attributes: dict[str, list[str]], key: ApiKey) -> bool:
    """The citizen's word where the client asked; else what was agreed for the key."""
    said = attributes.get(PUBLISH)
    return YES in said if said else key.is_public
