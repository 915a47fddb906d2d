"""What can be the matter with quotas."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.errors import Invalid, NotAllowed, NotFound, Transient

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class QuotaUsedUp(Transient):
    """`renews_at`: when it can be tried again. The message is the forecast's sentence."""

    message = _("The platform's quota is used up.")

    def __init__(self, kind: str, renews_at: datetime, sentence: StrOrPromise) -> None:
        self.kind, self.renews_at = kind, renews_at
        super().__init__(sentence)


class QuotaUnknown(NotFound):
    message = _("This account has no such quota.")


class MayNotChangeLimit(NotAllowed):
    message = _(
        "Only the matrix manager or an administrator may change this limit; "
        "for all accounts, an administrator of the whole office."
    )


class LimitReasonMissing(Invalid):
    message = _("Please say why the limit is changed, for example by which contract.")
