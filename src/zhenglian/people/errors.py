"""What can go wrong with units, postings and delegations."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.errors import Conflict, Invalid, NotAllowed


class NotAdministratorHere(NotAllowed):
    message = _("Only an administrator of this unit, or of one above it, may do this.")


class OwnRole(NotAllowed):
    message = _("Nobody gives a role to themselves: ask another administrator.")


class NotYourDelegation(NotAllowed):
    message = _("Only the absent person or their administrator may do this.")


class LevelAboveParent(Invalid):
    message = _("A unit cannot stand on a higher level than the unit above it.")


class UnitNotInForce(Conflict):
    message = _("This unit does not exist any more at that date.")


class NothingToMerge(Invalid):
    message = _("Name at least two units to merge.")


class UnitBelowItself(Invalid):
    message = _("A unit cannot be placed below itself.")


class DelegationToOneself(Invalid):
    message = _("Somebody else must stand in.")


class DelegationEndsTooEarly(Invalid):
    message = _("The delegation must end after it starts, and in the future.")


class DelegationTooLong(Invalid):
    message = _("A delegation lasts 92 days at most. For longer, appoint somebody.")


class RoleNotHeld(Invalid):
    message = _("A role that one does not hold oneself cannot be delegated.")


class DeputyNotActive(Invalid):
    message = _("This person cannot log in and so cannot stand in.")


class UsernameTaken(Invalid):
    message = _("This user name is taken.")
