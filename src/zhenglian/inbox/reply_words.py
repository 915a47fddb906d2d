"""How a reply's trouble reads, and what to do about it. The outbox writes the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from zhenglian.inbox.enums import AnswerWay, ReplyState
from zhenglian.inbox.models import Reply

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TROUBLES: dict[str, StrOrPromise] = {
    "window_closed": _(
        "The platform's time for answers is over. It leaves by itself when the citizen writes again."
    ),
    "count_used": _("No message is left in this window. It leaves by itself when the citizen writes again."),
    "unreachable": _("The citizen has unfollowed or blocks messages. The answer stands on the receipt page."),
    "retry": _("The platform did not answer. It is tried again by itself."),
    "unknown": _("The platform gave no clear answer. Nothing is sent again until it is clear."),
    "look": _("Nobody can tell from here whether it arrived. Look on the platform, then say what you saw."),
    "setup": _("The platform refuses the account. Its administrator must look at the account's page."),
    "quota": _("The account's quota is used up. It leaves by itself when it is renewed."),
    "content": _(
        "The platform refuses these words. Write it differently; it stands on the receipt page as it is."
    ),
    "permanent": _("The platform refuses it. The answer stands on the receipt page."),
    "gave_up": _("Tried ten times without success. The answer stands on the receipt page."),
    "worker_died": _("The worker stopped before anything left. It is tried again by itself."),
    "seal_differs": _("The text is not the one that was approved. Nothing was sent."),
    "internal": _("An error on our side. Nothing was sent; please tell the operator."),
    "no_address": _("The citizen's address for this way is missing."),
    "call": _("A colleague calls the citizen and notes it here."),
    "moved": _(
        "The letter went to another team during the review, which has ended. Look at the reply and submit it"
        " to the reviewers of the team that answers now."
    ),
    "erased": _("The citizen's data were erased."),
}


def reply_trouble(reply: Reply) -> str:
    """Why it has not arrived, in one sentence; empty when nothing is the matter."""
    if reply.state == ReplyState.WAITING and reply.way == AnswerWay.PHONE:
        return str(TROUBLES["call"])
    if reply.state == ReplyState.UNKNOWN:
        key = "unknown" if reply.next_attempt_at else "look"
        return str(TROUBLES[key])
    return str(TROUBLES.get(reply.failure, ""))
