"""Who keeps reply templates: whoever answers, manages the matrix or administers, for their units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.api import can_administer, has_role, units_of
from zhenglian.people.enums import Role

if TYPE_CHECKING:
    from zhenglian.people.api import Staff, Unit

KEEPERS = (Role.DUTY_OFFICER, Role.MATRIX_MANAGER, Role.ADMINISTRATOR)


def can_keep_templates(staff: Staff, unit: Unit, *, clock: Clock = SYSTEM) -> bool:
    """One of KEEPERS in the unit or above it, or whoever administers it."""
    held = any(has_role(staff, role, unit, clock=clock) for role in KEEPERS)
    return held or can_administer(staff, unit, clock=clock)


def keeps_templates(staff: Staff) -> bool:
    """Anywhere: sees the menu item and the list."""
    return staff.is_superuser or any(has_role(staff, role) for role in KEEPERS)


def template_units(staff: Staff, *, clock: Clock = SYSTEM) -> list[Unit]:
    """Units for which the person may keep templates."""
    return list(units_of(staff, KEEPERS, clock=clock))
