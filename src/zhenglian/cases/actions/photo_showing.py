"""Whether the public sees a photo. Faces and plates are hidden before (`photos.blur_photo`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.cases import errors
from zhenglian.cases.actions.due_times import subject_of
from zhenglian.cases.actions.publishing import MAY_CHECK
from zhenglian.cases.actions.stepping import locked_case
from zhenglian.cases.models import Photo
from zhenglian.cases.rules import roles_on
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


@transaction.atomic
def show_photo(photo: Photo, *, is_public: bool, actor: Staff, clock: Clock = SYSTEM) -> Photo:
    """Shown with the case, as far as the case itself is public. Records `cases.show_photo`.

    Raises MayNotHandle.
    """
    case = locked_case(photo.case)
    if not MAY_CHECK & roles_on(actor, case, clock=clock):
        raise errors.MayNotHandle
    photo.is_public = is_public
    photo.save(update_fields=["is_public"])
    detail = {"photo": photo.pk, "public": is_public, "blurred": bool(photo.blurred_digest)}
    record("cases.show_photo", actor=actor, on=subject_of(case).audited(), detail=detail, clock=clock)
    return photo
