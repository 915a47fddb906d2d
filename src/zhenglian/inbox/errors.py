"""What can go wrong between an officer and a matter: each says what is the matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.errors import Conflict, Invalid, NotAllowed, NotFound

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class MayNotHandle(NotAllowed):
    message = _("Matters are handled by the duty officers of their team, or of a unit above it.")


class MayNotRead(NotAllowed):
    message = _("Letters are read by duty officers and supervisors of their team, or of a unit above it.")


class MayNotAssign(NotAllowed):
    message = _("Somebody is handling this matter. Only they, or a supervisor of the team, can give it away.")


class AlreadyClaimed(Conflict):
    """`holder` is the name of who has it: the second officer is told."""

    def __init__(self, holder: StrOrPromise) -> None:
        self.holder = holder
        super().__init__(_("%(name)s is handling this matter already.") % {"name": holder})


class NotClaimedByYou(NotAllowed):
    message = _("Only who is handling this matter may do this. Claim it first.")


class NotUnderWay(Conflict):
    message = _("This matter is no longer under way. Please reload the page.")


class NothingToSettle(Conflict):
    message = _("There is no further message to settle.")


class CannotTakeMatter(Invalid):
    message = _("This person may not handle matters of this team.")


class CannotReadMention(Invalid):
    message = _("A person mentioned may not read matters of this team.")


class ReasonMissing(Invalid):
    message = _("Please give a reason, so that others understand it later.")


class TextMissing(Invalid):
    message = _("Please write something.")


class TextTooLong(Invalid):
    message = _("This text is too long.")


class ClassUnknown(Invalid):
    message = _("This class of matters does not exist.")


class CannotMerge(Invalid):
    message = _("Only different matters under way, of teams that you handle, can be merged.")


class MergeIntoEarliest(Invalid):
    """Otherwise a citizen who wrote first would wait for the deadline of one who wrote later."""

    def __init__(self, code: str) -> None:
        super().__init__(_("Merge into matter %(code)s, which is due first.") % {"code": code})


class CannotSplit(Invalid):
    message = _("A matter is split into two or more parts, each with a summary.")


class HandlerMissing(NotFound):
    message = _("Nobody takes matters of this kind over.")


class CannotHandOn(Conflict):
    message = _("This matter cannot be handed on there.")


class ConsentMissing(Invalid):
    message = _("Write down how and in which words the person agreed that their channels be linked.")


class CannotLink(Invalid):
    message = _("Only two different persons whose data are still there can be linked.")


class CannotUnlink(Invalid):
    message = _("This channel was not linked by us; there is nothing to undo.")


class NumberMissing(Invalid):
    message = _("Please write down the telephone number, or leave it empty when it was not told.")


class MediaNotStored(NotFound):
    message = _("This file is not stored here.")


class MediaRefused(Invalid):
    """`reason` is a key whose words stand in `media_words`."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)
