"""Changing the draft of a menu; taking over what the platform has. Publishing: `menu_publishing`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Max

from zhenglian.audit.api import record
from zhenglian.autoreplies.actions.drafting import NEW, demand_editor
from zhenglian.autoreplies.buttons import Button, Buttons, moved, normalised, placed
from zhenglian.autoreplies.errors import DraftMoved, MenuNotSeen, MenuUnsettled, NoDraft, VersionGone
from zhenglian.autoreplies.models import Menu
from zhenglian.autoreplies.selectors import OPEN_STATES, live_menu, sighting_of
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account
    from zhenglian.people.api import Staff

Path = tuple[int, ...]  # one number for a button of the bar, two for one below it


def put_button(
    account: Account,
    path: Path,
    button: Button,
    *,
    seen: int = NEW,
    actor: Staff | None,
    clock: Clock = SYSTEM,
) -> Menu:
    """Replaces the button there, or adds one at the end of the row. Raises DraftMoved, MenuUnsettled."""

    def put(buttons: Buttons) -> Buttons:
        _demand_parent(buttons, path)
        before = _at(buttons, path)
        below = {"sub_button": before["sub_button"]} if before and before.get("sub_button") else {}
        return placed(buttons, path, {**button, **below})

    return _change(account, put, seen=seen, actor=actor, clock=clock)


def remove_button(
    account: Account, path: Path, *, seen: int = NEW, actor: Staff | None, clock: Clock = SYSTEM
) -> Menu:
    """With all below it."""

    def remove(buttons: Buttons) -> Buttons:
        _demand_parent(buttons, path)
        return placed(buttons, path, None)

    return _change(account, remove, seen=seen, actor=actor, clock=clock)


def move_button(
    account: Account, path: Path, step: int, *, seen: int = NEW, actor: Staff | None, clock: Clock = SYSTEM
) -> Menu:
    """Changes places with its neighbour; at the end of the row nothing happens."""

    def move(buttons: Buttons) -> Buttons:
        if _at(buttons, path) is None:
            raise VersionGone
        return moved(buttons, path, step)

    return _change(account, move, seen=seen, actor=actor, clock=clock)


def put_buttons(
    account: Account, buttons: Buttons, *, seen: int = NEW, actor: Staff | None, clock: Clock = SYSTEM
) -> Menu:
    """The whole menu at once."""
    return _change(account, lambda _before: normalised(buttons), seen=seen, actor=actor, clock=clock)


def restore_menu(
    account: Account, number: int, *, seen: int = NEW, actor: Staff | None, clock: Clock = SYSTEM
) -> Menu:
    """An earlier version's buttons become the draft's. Raises VersionGone."""
    old = Menu.objects.filter(account=account, number=number).first()
    if old is None:
        raise VersionGone
    return put_buttons(account, old.shape, seen=seen, actor=actor, clock=clock)


@transaction.atomic
def take_over_menu(account: Account, *, seen: int = NEW, actor: Staff | None, clock: Clock = SYSTEM) -> Menu:
    """What the platform was last seen with becomes the draft. Raises MenuNotSeen."""
    sighting = sighting_of(account)
    if sighting is None or sighting.failure:
        raise MenuNotSeen
    menu = put_buttons(account, sighting.buttons, seen=seen, actor=actor, clock=clock)
    detail = {"version": menu.number, "seen_at": sighting.at.isoformat()}
    record("autoreplies.take_over_menu", actor=actor, on=account, detail=detail, clock=clock)
    return menu


@transaction.atomic
def drop_menu_draft(account: Account, *, seen: int, actor: Staff | None, clock: Clock = SYSTEM) -> None:
    """Raises NoDraft, DraftMoved, MenuUnsettled."""
    demand_editor(account, actor, clock)
    menu = locked_menu(account, seen)
    detail = {"version": menu.number}
    menu.delete()
    record("autoreplies.drop_menu", actor=actor, on=account, detail=detail, clock=clock)


def locked_menu(account: Account, seen: int) -> Menu:
    """The draft. Raises NoDraft, MenuUnsettled, DraftMoved."""
    rows = Menu.objects.select_for_update().filter(account=account, state__in=OPEN_STATES)
    menu = rows.first()
    if menu is None:
        raise NoDraft
    if menu.is_unsettled:
        raise MenuUnsettled
    if menu.edit != seen:
        raise DraftMoved
    return menu


@transaction.atomic
def _change(
    account: Account,
    change: Callable[[Buttons], Buttons],
    *,
    seen: int,
    actor: Staff | None,
    clock: Clock,
) -> Menu:
    demand_editor(account, actor, clock)
    menu = _begun(account, clock) if seen == NEW else locked_menu(account, seen)
    menu.buttons = change(menu.shape)
    menu.edit += 1
    menu.failure = {}
    menu.changed_by, menu.changed_at = actor, clock.now()
    menu.save()
    return menu


def _begun(account: Account, clock: Clock) -> Menu:
    """A draft from what is in use. Raises MenuUnsettled, DraftMoved when there is one already."""
    top = Menu.objects.filter(account=account).aggregate(top=Max("number"))["top"] or 0
    live = live_menu(account)
    content = live.buttons if live else []
    try:
        with transaction.atomic():
            return Menu.objects.create(
                account=account, number=top + 1, buttons=content, changed_at=clock.now()
            )
    except IntegrityError as reason:
        open_one = Menu.objects.filter(account=account, state__in=OPEN_STATES).first()
        raise (MenuUnsettled if open_one is not None and open_one.is_unsettled else DraftMoved) from reason


def _at(buttons: Buttons, path: Path) -> Button | None:
    row: Buttons = buttons
    for number in path[:-1]:
        row = row[number].get("sub_button", []) if number < len(row) else []
    return row[path[-1]] if path[-1] < len(row) else None


def _demand_parent(buttons: Buttons, path: Path) -> None:
    if len(path) > 1 and path[0] >= len(buttons):
        raise VersionGone
