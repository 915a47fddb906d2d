"""What can be the matter. Each text says what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.errors import Conflict, Invalid, NotAllowed, NotFound


class PositionOutOfBounds(Invalid):
    message = _("Longitude must lie between -180 and 180, latitude between -90 and 90. Are they exchanged?")


class BoundariesInvalid(Invalid):
    """The message says which outline is wrong and why."""


class BoundariesMissing(NotFound):
    message = _("No boundaries are switched on. An administrator can load them: zhenglian places load FILE.")


class GenerationUnknown(NotFound):
    message = _("There is no such generation of boundaries.")


class GenerationDamaged(Conflict):
    message = _("The file of these boundaries is missing or was changed. Please load the boundaries again.")


class GenerationLoaded(Conflict):
    message = _("These boundaries have been loaded before.")


class UploadTooLarge(Invalid):
    message = _("The file is larger than 16 MB. Load it at the machine: zhenglian places load FILE.")


class UploadUnreadable(Invalid):
    message = _("The file is not a text in UTF-8. Please choose a GeoJSON file.")


class UploadLost(NotFound):
    message = _("The file is no longer there. Please send it again.")


class MayNotSwitch(NotAllowed):
    message = _("Only an administrator of the topmost unit may load boundaries or switch them on.")


class PackageMissing(NotFound):
    """The message names the package."""
