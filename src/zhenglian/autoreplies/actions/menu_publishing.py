"""Publishing a menu, comparing with what the platform has, settling an outcome that nobody heard of.

The platform is called between two transactions. Whatever happens in between, the row says that a menu is on
its way, and only the platform's own answer to "which menu do you show?" settles it: nothing is guessed.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.autoreplies.actions.drafting import demand_editor
from zhenglian.autoreplies.actions.menus import locked_menu
from zhenglian.autoreplies.buttons import menu_complaints, normalised
from zhenglian.autoreplies.enums import UNSETTLED, VersionState
from zhenglian.autoreplies.errors import MenuNotFit, NoDraft, NothingChanged
from zhenglian.autoreplies.models import Menu, MenuSighting
from zhenglian.autoreplies.selectors import live_menu
from zhenglian.channels import talk
from zhenglian.channels.enums import TalkFailure
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account
    from zhenglian.people.api import Staff

PATIENCE = timedelta(seconds=60)  # after which what the platform shows is taken for its last word
CODE_DIGITS = 5  # of the platforms' own codes; an HTTP status has three
NOT_ARRIVED = "not_arrived"
Failure = dict[str, Any]  # Any: JSON


def publish_menu(
    account: Account,
    *,
    seen: int,
    note: str = "",
    actor: Staff | None,
    http: talk.Http | None = None,
    clock: Clock = SYSTEM,
) -> Menu:
    """Sends the draft. The menu that comes back is LIVE, UNKNOWN, or a DRAFT again with its `failure`.

    Raises MayNotEdit, NoDraft, DraftMoved, MenuUnsettled, MenuNotFit, NothingChanged; never for a fault
    of the platform. Not to be called inside a transaction: the row must be durable before the call leaves.
    """
    menu = _send_off(account, seen, note, actor, clock)
    failure = _push(account, menu, http, clock)
    if failure is None:
        settle_as_live(menu, clock=clock)
        compare_menu(account, http=http, clock=clock)
    elif failure["kind"] == TalkFailure.UNKNOWN:
        Menu.objects.filter(pk=menu.pk, state=VersionState.SENDING).update(
            state=VersionState.UNKNOWN, failure=failure
        )
    else:
        _back_to_draft(menu, failure, clock)
    return Menu.objects.get(pk=menu.pk)


def resend_menu(
    account: Account, *, actor: Staff | None, http: talk.Http | None = None, clock: Clock = SYSTEM
) -> MenuSighting:
    """The menu in use once more, over whatever the platform has. The comparison afterwards tells how it went.

    Raises MayNotEdit, NoDraft.
    """
    demand_editor(account, actor, clock)
    live = live_menu(account)
    if live is None:
        raise NoDraft
    detail = {"version": live.number}
    record("autoreplies.resend_menu", actor=actor, on=account, detail=detail, clock=clock)
    failure = _push(account, live, http, clock)
    sighting = compare_menu(account, http=http, clock=clock)
    if failure is not None and not sighting.failure and sighting.buttons != live.buttons:
        sighting.failure = failure
        sighting.save(update_fields=["failure"])
    return sighting


def compare_menu(account: Account, *, http: talk.Http | None = None, clock: Clock = SYSTEM) -> MenuSighting:
    """Asks the platform which menu it shows, and settles a publication whose outcome was unknown."""
    buttons, failure = [], Failure()
    try:
        buttons = normalised(talk.shown_menu(account, http=http, clock=clock))
    except talk.TalkFault as fault:
        failure = _failure(fault)
    values: dict[str, Any] = {"failure": failure, "at": clock.now()}  # Any: columns of several types
    if not failure:
        values["buttons"] = buttons
    sighting, _created = MenuSighting.objects.update_or_create(account=account, defaults=values)
    waiting = Menu.objects.filter(account=account, state__in=UNSETTLED).first()
    if waiting is not None and not failure:
        _settle(waiting, sighting, clock)
    return sighting


def ask_platform(
    account: Account, *, actor: Staff | None, http: talk.Http | None = None, clock: Clock = SYSTEM
) -> MenuSighting:
    """The comparison at a person's wish: it costs a call of the account's allowance. Raises MayNotEdit."""
    demand_editor(account, actor, clock)
    return compare_menu(account, http=http, clock=clock)


def settle_open_menus(*, http: talk.Http | None = None, clock: Clock = SYSTEM) -> int:
    """Compares where a publication has been open for a minute, also after a crash. Returns how many."""
    late = Menu.objects.filter(state__in=UNSETTLED, sent_at__lte=clock.now() - PATIENCE)
    rows = list(late.select_related("account__unit"))
    for menu in rows:
        compare_menu(menu.account, http=http, clock=clock)
    return len(rows)


def compare_all(*, http: talk.Http | None = None, clock: Clock = SYSTEM) -> int:
    """The daily look whether somebody has changed a menu on the platform itself."""
    rows = list(Menu.objects.filter(state=VersionState.LIVE).select_related("account__unit"))
    for menu in rows:
        compare_menu(menu.account, http=http, clock=clock)
    return len(rows)


@transaction.atomic
def settle_as_live(menu: Menu, *, clock: Clock = SYSTEM) -> None:
    """The platform has it. Whoever comes second changes nothing."""
    row = Menu.objects.select_for_update().get(pk=menu.pk)
    if not row.is_unsettled:
        return
    Menu.objects.filter(account=row.account_id, state=VersionState.LIVE).update(
        state=VersionState.OLD, retired_at=clock.now()
    )
    row.state, row.failure, row.published_at = VersionState.LIVE, {}, clock.now()
    row.save()
    detail = {"version": row.number}
    record("autoreplies.menu_live", actor=None, on=row.account, detail=detail, clock=clock)


@transaction.atomic
def _send_off(account: Account, seen: int, note: str, actor: Staff | None, clock: Clock) -> Menu:
    demand_editor(account, actor, clock)
    menu = locked_menu(account, seen)
    complaints = menu_complaints(menu.shape, account.platform, our_host=_our_host())
    if complaints:
        raise MenuNotFit(complaints)
    live = live_menu(account)
    if live is not None and live.shape == menu.shape:
        raise NothingChanged
    menu.state, menu.failure, menu.note = VersionState.SENDING, {}, note.strip()
    menu.sent_at, menu.published_by = clock.now(), actor
    menu.save()
    detail = {"version": menu.number, "before": live.number if live else None}
    record("autoreplies.publish_menu", actor=actor, on=account, detail=detail, clock=clock)
    return menu


def _push(account: Account, menu: Menu, http: talk.Http | None, clock: Clock) -> Failure | None:
    try:
        talk.push_menu(account, menu.shape, http=http, clock=clock)
    except talk.TalkFault as fault:
        return _failure(fault)
    return None


def _settle(menu: Menu, sighting: MenuSighting, clock: Clock) -> None:
    if sighting.buttons == normalised(menu.shape):
        settle_as_live(menu, clock=clock)
    elif menu.sent_at is not None and clock.now() - menu.sent_at >= PATIENCE:
        _back_to_draft(menu, {"kind": NOT_ARRIVED, "code": "", "text": ""}, clock)


@transaction.atomic
def _back_to_draft(menu: Menu, failure: Failure, clock: Clock) -> None:
    row = Menu.objects.select_for_update().get(pk=menu.pk)
    if not row.is_unsettled:
        return
    row.state, row.failure = VersionState.DRAFT, failure
    row.edit += 1
    row.save()
    detail = {"version": row.number, "kind": failure["kind"], "code": failure["code"]}
    record("autoreplies.menu_failed", actor=None, on=row.account, detail=detail, clock=clock)


def _failure(fault: talk.TalkFault) -> Failure:
    """RETRY without a code of the platform: nobody knows whether it arrived. With one, it was refused."""
    kind = fault.kind
    if kind == TalkFailure.RETRY:
        kind = TalkFailure.PERMANENT if len(fault.code) >= CODE_DIGITS else TalkFailure.UNKNOWN
    return {"kind": str(kind), "code": fault.code, "text": fault.text[:200]}


def _our_host() -> str:
    return urlsplit(settings.SITE_URL).hostname or ""
