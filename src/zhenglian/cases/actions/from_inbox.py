"""A matter of the inbox becomes a case in one click: words, place, pictures and contact come along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhenglian.cases.actions.opening import open_case
from zhenglian.cases.actions.telling import tell_of_case
from zhenglian.cases.enums import ReportSource
from zhenglian.cases.reports import MOST_PHOTOS, MOST_WORDS, Contact, Place, Report
from zhenglian.inbox.api import Belongings
from zhenglian.kernel.clock import Clock

if TYPE_CHECKING:
    from zhenglian.inbox.models import Matter
    from zhenglian.people.api import Staff


def can_take(matter: Matter) -> bool:
    """Whatever has words; the inbox asks itself whether the matter is under way."""
    return bool(matter.summary)


def take_matter(matter: Matter, actor: Staff, clock: Clock) -> str:
    """Opens the case and tells the citizen; gives its number. The clock runs from when the citizen wrote."""
    brought = Belongings.of(matter)
    report = Report(
        text=(brought.text or str(matter.summary))[:MOST_WORDS],
        title=str(matter.summary),
        place=Place(
            lon=brought.lon,
            lat=brought.lat,
            datum=brought.datum or "wgs84",
            words=brought.place,
        ),
        contact=Contact(brought.name, brought.phone, brought.mail),
        source=ReportSource.INBOX,
        class_key=matter.class_key,
        received_at=matter.received_at,
        origin_key=f"inbox.matter:{matter.pk}",
        photos=brought.pictures[:MOST_PHOTOS],
        matter_id=matter.pk,
    )
    case = open_case(report, actor=actor, clock=clock)
    tell_of_case(case, clock=clock)
    return case.number
