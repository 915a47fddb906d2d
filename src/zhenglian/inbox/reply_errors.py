"""What can go wrong with a reply: each says what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.errors import Conflict, Invalid, NotAllowed


class ReplyMovedOn(Conflict):
    message = _("This reply has moved on meanwhile. Please reload the page.")


class ReplyOnItsWay(Conflict):
    message = _("A part of this reply may have reached the citizen already; it can no longer be taken back.")


class NoAnswerToEnded(Conflict):
    message = _("This matter has ended. Open it again before you write.")


class SayWhatYouSaw(Invalid):
    message = _("Look on the platform first, then say whether the message is there.")


class AddressMissing(Invalid):
    message = _("The citizen has left no address for this way of answering.")


class ReplyTooLong(Invalid):
    message = _("The platform would need too many messages for this text. Please shorten it.")


class LeaseLost(Conflict):
    message = _("Another worker has taken this reply over.")


class AnswerMissing(Invalid):
    message = _("Each of the merged matters needs an answer in its own words.")


class NotInReview(Conflict):
    message = _("This reply is not under review any more. Please reload the page.")


class TeamChanged(Conflict):
    message = _("This letter went to another team. Its officer submits the reply to that team's reviewers.")


class PlaceholderUnknown(Invalid):
    message = _("Only {称呼}, {编号} and {期限} can stand between braces.")


class MayNotKeepTemplates(NotAllowed):
    message = _("Templates are kept by duty officers, matrix managers and administrators of the unit.")
