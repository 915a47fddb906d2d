"""The draft: begun as a copy of what is in force, changed row by row or by a whole file, dropped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.routing.enums import SheetState
from zhenglian.routing.errors import DraftExists, DraftMoved, NoDraft, RowGone, RowNotFit
from zhenglian.routing.keys import LONGEST_CATEGORY, clean_area, clean_category
from zhenglian.routing.models import Duty, Sheet
from zhenglian.routing.names import unknown_categories
from zhenglian.routing.rules import demand_administrator
from zhenglian.routing.selectors.sheets import sheet_in_force

if TYPE_CHECKING:
    from zhenglian.people.api import Staff, Unit

BATCH = 500


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What a row says. "" and None: all."""

    unit: Unit
    category_key: str = ""
    area_code: str = ""
    level: int | None = None
    co_handlers: tuple[Unit, ...] = ()
    note: str = ""

    @property
    def columns(self) -> dict[str, object]:
        """In their shortest spelling. Raises RowNotFit."""
        area = short_code_of(self.area_code)
        category = clean_category(self.category_key)
        if len(category) > LONGEST_CATEGORY:
            raise RowNotFit(_("There is no category “%(key)s”.") % {"key": category[:60]})
        if self.unit in self.co_handlers:
            raise RowNotFit(_("The unit that leads cannot be a co-handler too."))
        return {
            "category_key": category,
            "area_code": area,
            "level": self.level,
            "unit": self.unit,
            "note": self.note.strip()[:200],
        }


def short_code_of(area: str) -> str:
    """Raises RowNotFit for what is no code of an area."""
    try:
        return clean_area(area)
    except ValueError as reason:
        raise RowNotFit(_("The code of an area has 2, 4, 6, 9 or 12 digits.")) from reason


@transaction.atomic
def start_draft(
    *, actor: Staff | None, title: str = "", source: Sheet | None = None, clock: Clock = SYSTEM
) -> Sheet:
    """A copy of `source`, or of what is in force. Records `routing.start_draft`.

    Raises DraftExists when there is a draft already, MayNotAdministerRouting.
    """
    demand_administrator(actor, clock)
    origin = source or sheet_in_force()
    version = (Sheet.objects.aggregate(top=Max("version"))["top"] or 0) + 1
    usual = _("Table of responsibilities, version %(number)d") % {"number": version}
    try:
        with transaction.atomic():
            draft = Sheet.objects.create(
                version=version,
                title=title.strip()[:40] or usual,
                based_on=origin,
                created_by=actor,
                created_at=clock.now(),
            )
    except IntegrityError as reason:
        raise DraftExists from reason
    if origin is not None:
        _copy_rows(origin, draft)
    detail = {"version": version, "from": origin.version if origin else None}
    record("routing.start_draft", actor=actor, on=draft, detail=detail, clock=clock)
    return draft


@transaction.atomic
def put_row(
    facts: RowFacts, *, seen: int, actor: Staff | None, number: int | None = None, clock: Clock = SYSTEM
) -> Duty:
    """Adds a row to the draft, or changes the one of that number. `seen`: the draft's `edit` looked at.

    Raises RowNotFit, RowGone, NoDraft, DraftMoved. Whether rows contradict each other is asked when the
    sheet is switched on, so that half a table can be kept.
    """
    draft = changing_draft(seen=seen, actor=actor, clock=clock)
    columns = facts.columns
    demand_categories([facts])
    if number is None:
        duty = Duty.objects.create(sheet=draft, number=draft.next_number, **columns)
        Sheet.objects.filter(pk=draft.pk).update(next_number=draft.next_number + 1)
    else:
        duty = _row(draft, number)
        for name, value in columns.items():
            setattr(duty, name, value)
        duty.save()
    duty.co_handlers.set(facts.co_handlers)
    return duty


@transaction.atomic
def remove_row(number: int, *, seen: int, actor: Staff | None, clock: Clock = SYSTEM) -> None:
    """Raises RowGone, NoDraft, DraftMoved."""
    _row(changing_draft(seen=seen, actor=actor, clock=clock), number).delete()


@transaction.atomic
def replace_rows(rows: Sequence[RowFacts], *, seen: int, actor: Staff | None, clock: Clock = SYSTEM) -> Sheet:
    """The whole content at once, numbered from 1. Records `routing.replace_rows`."""
    draft = changing_draft(seen=seen, actor=actor, clock=clock)
    demand_categories(rows)
    Duty.objects.filter(sheet=draft).delete()
    _write_rows(draft, rows)
    Sheet.objects.filter(pk=draft.pk).update(next_number=len(rows) + 1)
    detail = {"version": draft.version, "rows": len(rows)}
    record("routing.replace_rows", actor=actor, on=draft, detail=detail, clock=clock)
    return draft


@transaction.atomic
def drop_draft(*, seen: int, actor: Staff | None, clock: Clock = SYSTEM) -> None:
    """It was never in force, so nothing needs it. Records `routing.drop_draft`."""
    draft = changing_draft(seen=seen, actor=actor, clock=clock)
    name, detail = ("routing.sheet", str(draft.pk), draft.title), {"version": draft.version}
    draft.delete()
    record("routing.drop_draft", actor=actor, on=name, detail=detail, clock=clock)


def changing_draft(*, seen: int, actor: Staff | None, clock: Clock) -> Sheet:
    """The draft, locked, with its `edit` one higher. Raises MayNotAdministerRouting, NoDraft, DraftMoved."""
    demand_administrator(actor, clock)
    draft = Sheet.objects.select_for_update().filter(state=SheetState.DRAFT).first()
    if draft is None:
        raise NoDraft
    if draft.edit != seen:
        raise DraftMoved
    draft.edit += 1
    draft.save(update_fields=["edit"])
    return draft


def demand_categories(rows: Iterable[RowFacts]) -> None:
    """Raises RowNotFit for a category that nobody knows, if somebody knows them. One query for all."""
    unknown = unknown_categories({str(facts.columns["category_key"]) for facts in rows})
    if unknown:
        raise RowNotFit(_("There is no category “%(key)s”.") % {"key": min(unknown)})


def _row(draft: Sheet, number: int) -> Duty:
    found = Duty.objects.filter(sheet=draft, number=number).first()
    if found is None:
        raise RowGone
    return found


def _copy_rows(origin: Sheet, draft: Sheet) -> None:
    """Rows keep their numbers, so that people find them again."""
    kept = list(Duty.objects.filter(sheet=origin).prefetch_related("co_handlers").order_by("number"))
    columns = ("number", "category_key", "area_code", "level", "unit_id", "note")
    copies = [Duty(sheet=draft, **{name: getattr(duty, name) for name in columns}) for duty in kept]
    _save(copies, [tuple(duty.co_handlers.all()) for duty in kept])
    Sheet.objects.filter(pk=draft.pk).update(next_number=origin.next_number)


def _write_rows(draft: Sheet, rows: Iterable[RowFacts]) -> None:
    listed = list(rows)
    duties = [
        Duty(sheet=draft, number=number, **facts.columns) for number, facts in enumerate(listed, start=1)
    ]
    _save(duties, [facts.co_handlers for facts in listed])


def _save(duties: Sequence[Duty], helpers: Sequence[Sequence[Unit]]) -> None:
    through = Duty.co_handlers.through
    Duty.objects.bulk_create(duties, batch_size=BATCH)
    links = [
        through(duty_id=duty.pk, unit_id=unit.pk)
        for duty, units in zip(duties, helpers, strict=True)
        for unit in units
    ]
    through.objects.bulk_create(links, batch_size=BATCH)
