"""What can go wrong between us and a platform. Codes of platforms are mapped in `clients/*_codes.py`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenglian.channels.refusals import Refusal
from zhenglian.kernel.errors import Conflict, Invalid, NotAllowed, NotFound


class PictureUnreadable(Invalid):
    message = _("This file is not a picture that can be published (JPEG, PNG, GIF or WebP).")


class PictureMissing(NotFound):
    message = _("A picture of this article is missing from the store.")


class PayloadMissing(NotFound):
    message = _("The frozen content is missing from the store.")


class NotSealed(Conflict):
    message = _("This content is not what was approved, or its approval is no longer valid.")


class AccountCannotTake(Invalid):
    message = _("This account cannot take this content.")


class ReferenceTaken(Conflict):
    message = _("Something else is already queued for this account under the same reference.")


class NothingToWithdraw(Conflict):
    message = _("This has been withdrawn already, or never went out.")


class ProofMissing(Invalid):
    message = _("Please prove it: with the address of the post, a screenshot, or a note on how you know.")


class ReasonMissing(Invalid):
    message = _("Please say why it could not be done.")


class DeliveryNotWaiting(Conflict):
    message = _("This delivery can no longer be changed like this: its state has moved on.")


class MayNotManageDelivery(NotAllowed):
    message = _("Only a publisher or an administrator of the account's unit may do this.")


class LeaseLost(Conflict):
    message = _("Another worker has taken over this delivery.")


class CallbackRejected(NotAllowed):
    """One answer for every reason, so that a sender learns nothing (wechat.md 1.3); `reason` is counted."""

    message = _("This push is not accepted.")

    def __init__(self, reason: Refusal) -> None:
        Exception.__init__(self, reason)  # no text is made: whoever attacks us must stay cheap
        self.reason = reason
