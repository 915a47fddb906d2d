"""Log-ins of staff: opening, changing, a new password, closing. People stay on record for ever."""

from __future__ import annotations

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.actions.groups import sync_groups
from zhenglian.people.errors import NotAdministratorHere, UsernameTaken
from zhenglian.people.models import Staff
from zhenglian.people.rules import can_administer_person
from zhenglian.people.selectors import is_administrator


@transaction.atomic
def create_staff(
    username: str,
    *,
    display_name: str,
    password: str,
    actor: Staff | None,
    email: str = "",
    phone: str = "",
    clock: Clock = SYSTEM,
) -> Staff:
    """Open a log-in without any role. Raises NotAdministratorHere, UsernameTaken."""
    if actor is not None and not is_administrator(actor, clock=clock):
        raise NotAdministratorHere
    if Staff.objects.filter(username=username).exists():
        raise UsernameTaken
    staff = Staff.objects.create_user(
        username, email=email, password=password, display_name=display_name, phone=phone
    )
    record("people.create_staff", actor=actor, on=staff, detail={"username": username}, clock=clock)
    return staff


@transaction.atomic
def change_staff(
    staff: Staff,
    *,
    display_name: str,
    email: str,
    phone: str,
    is_active: bool,
    actor: Staff | None,
    clock: Clock = SYSTEM,
) -> Staff:
    """Correct the person's data; `is_active` False closes the log-in and what it was lent."""
    _demand_administrator(actor, staff, clock)
    after = {"display_name": display_name, "email": email, "phone": phone, "is_active": is_active}
    changed = [name for name, value in after.items() if getattr(staff, name) != value]
    for name in changed:
        setattr(staff, name, after[name])
    staff.save(update_fields=changed or ["display_name"])
    sync_groups(staff, clock=clock)
    # Names of the columns only: address and telephone are personal data.
    detail = {"changed": changed, "is_active": is_active}
    record("people.change_staff", actor=actor, on=staff, detail=detail, clock=clock)
    return staff


@transaction.atomic
def set_password(staff: Staff, password: str, *, actor: Staff | None, clock: Clock = SYSTEM) -> Staff:
    """A new password, set by an administrator or by the person. The old log-ins end with it."""
    if actor != staff:
        _demand_administrator(actor, staff, clock)
    staff.set_password(password)
    staff.save(update_fields=["password"])
    record("people.set_password", actor=actor, on=staff, clock=clock)
    return staff


def _demand_administrator(actor: Staff | None, staff: Staff, clock: Clock) -> None:
    if not can_administer_person(actor, staff, clock=clock):
        raise NotAdministratorHere
