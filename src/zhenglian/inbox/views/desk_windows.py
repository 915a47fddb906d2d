"""The platform's window in words: what may still be sent, until when, and what happens when it is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhenglian.inbox.desk_words import hours_words
from zhenglian.inbox.enums import AnswerWay, Source

if TYPE_CHECKING:
    from zhenglian.inbox.models import Matter
    from zhenglian.inbox.selectors.windows import Window


@dataclass(frozen=True, slots=True)
class WindowLine:
    """`before` and `after` frame the running time. Without `until` nothing runs."""

    text: str
    tone: str
    is_open: bool
    before: str = ""
    left: str = ""
    until: datetime | None = None


def window_line(window: Window, matter: Matter, now: datetime) -> WindowLine:
    if matter.answer_way != AnswerWay.SAME or not window.is_needed:
        return WindowLine(_off_platform(matter), "", is_open=True)
    if not matter.conversation.identity.is_reachable:
        return WindowLine(
            _("The citizen has unfollowed or blocks messages. What you send stands on the receipt page."),
            "bad",
            is_open=False,
        )
    if window.is_open and window.until is not None:
        frame = _open_frame(window)
        return WindowLine("", "good", True, frame, hours_words(window.until - now), window.until)
    return WindowLine(_closed(window, now), "wait", is_open=False)


def _open_frame(window: Window) -> str:
    if window.left is None:
        return _("You can reply at once, for another")
    return ngettext(
        "You can send %(n)s more message, for another",
        "You can send %(n)s more messages, for another",
        window.left,
    ) % {"n": window.left}


def _closed(window: Window, now: datetime) -> str:
    what = (
        _("No message is left in this window.")
        if window.until is not None and window.until > now
        else _("The platform lets us write only for a time after the citizen wrote, and that time is over.")
    )
    return what + _(
        " What you send now waits, and leaves by itself when the citizen writes again."
        " It stands on the receipt page at once."
    )


def _off_platform(matter: Matter) -> str:
    words = {
        AnswerWay.PHONE: _("The citizen wants a call. What you write stands on the receipt page; then call."),
        AnswerWay.MAIL: _("The answer goes by e-mail, and stands on the receipt page."),
    }
    if matter.answer_way == AnswerWay.SAME and matter.conversation.source == Source.PHONE:
        return words[AnswerWay.PHONE]
    return words.get(AnswerWay(matter.answer_way), _("The answer stands on the receipt page."))
