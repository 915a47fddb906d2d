"""Why a delivery is not out yet, in sentences for the operator: what is the matter, what to click.

Rows store the key and the blanks; the sentence is made when it is read, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from zhenglian.channels.reasons import wechat as wechat_reasons
from zhenglian.channels.reasons import weibo as weibo_reasons

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REASONS: dict[str, StrOrPromise] = {
    # Ours
    "seal_differs": _(
        "The content differs from what was approved, so nothing was sent. "
        "Open the article, submit it again and release it anew."
    ),
    "seal_broken_in_flight": _(
        "The article was changed while the platform's answer was still open. Look on the platform whether "
        "the post is there, then mark this delivery as published by hand, or cancel it."
    ),
    "picture_differs": _(
        "A picture in the store differs from the approved one, so nothing was sent. "
        "Submit the article again with the picture uploaded anew."
    ),
    "rendering_differs": _(
        "What would have left for the platform differs from the approved content, so nothing was sent. "
        "Please report this to the administrator."
    ),
    "worker_died": _("The worker stopped in the middle of sending; sending goes on where it stopped."),
    "worker_died_in_flight": _(
        "The worker stopped after handing the post to the platform. It is being checked whether the post "
        "is there before anything is sent again."
    ),
    "gave_up": _("Tried %(attempts)s times without success. Last answer: %(message)s"),
    "not_found_twice": _(
        "The platform twice gave no clear answer and the post cannot be found there. Look on the platform, "
        "then retry or mark as published by hand."
    ),
    "cancelled": _("Cancelled: %(reason)s"),
    "by_hand": _("Done by hand: %(proof)s"),
    "post_by_hand": _(
        "Everything is prepared. Open the checklist, post it on the platform, then enter the address or a "
        "screenshot as proof."
    ),
    "withdraw_by_hand": _(
        "This account cannot delete by machine. Delete the post on the platform, then enter a screenshot or "
        "a note as proof."
    ),
    "not_done_by_hand": _("A colleague could not do it: %(reason)s"),
    "website_replaced": _("Another version of this page is online by now, so this one was not taken off."),
    "internal": _(
        "An error inside this system stopped the delivery; the log says which. Nothing is sent until "
        "somebody presses Retry. Please report this to the administrator."
    ),
    # Any platform
    "quota_used_up": _("%(message)s. It goes out by itself then."),
    "unreachable": _("The platform cannot be reached (%(message)s). It will be tried again."),
    "no_clear_answer": _(
        "The platform gave no clear answer (%(message)s). It is being checked whether the post is there "
        "before anything is sent again."
    ),
    "busy": _("The platform is busy (%(code)s). It will be tried again."),
    "no_result": _(
        "The platform accepted it but has reported no result within an hour. Look on the platform, then "
        "press Retry (it asks for the result again) or mark it as published by hand."
    ),
    "website_newer": _("A newer version of this page is online already; the older one was not put there."),
    "wrong_payload": _("This content was made for another platform."),
    "waits_for_result": _("The platform has accepted it; its result is still to come."),
    "unknown_code": _("The platform answered with a code we do not know: %(code)s %(message)s"),
    **wechat_reasons.REASONS,
    **weibo_reasons.REASONS,
}


def reason_text(key: str, params: Mapping[str, object]) -> str:
    """The sentence for a key; an unknown key shows itself rather than nothing."""
    if not key:
        return ""
    template = str(REASONS.get(key, key))
    try:
        return template % params
    except (KeyError, TypeError, ValueError):
        return template
