"""What can be the matter with a case. Each text says what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.errors import Conflict, Invalid, NotAllowed, NotFound


class NotNow(Conflict):
    message = _("This cannot be done in the present state of the case.")


class CaseUnknown(NotFound):
    message = _("There is no case with this code. Please compare it with your receipt.")


class MayNotHandle(NotAllowed):
    message = _("Only officers of the office that has the case may do this.")


class MayNotSupervise(NotAllowed):
    message = _("Only supervisors of the office that has the case may do this.")


class MayNotReview(NotAllowed):
    message = _("Only reviewers of the office that has the case may do this.")


class MayNotDecide(NotAllowed):
    message = _("Only the office that decides disputes of this area may do this.")


class MayNotEditLadder(NotAllowed):
    message = _("Only administrators of the topmost office may change the escalation ladder.")


class MayNotSetArbiters(NotAllowed):
    message = _("Only administrators of the topmost office may say who arbitrates.")


class AreaUnknown(Invalid):
    message = _("There is no such area. Please write its name or its division code of six digits.")


class ComplainedAbout(NotAllowed):
    message = _("An office does not handle a complaint about itself. Please choose another one.")


class NobodyLeft(Conflict):
    message = _(
        "Every office here would have to handle a complaint about itself. Please turn to the one above."
    )


class NobodyAbove(Conflict):
    message = _("There is no office above that may look at this case.")


class TopicUnknown(Invalid):
    message = _("This topic is not in the tree of topics.")


class UnderWay(Conflict):
    message = _("Not erased: the case is under way. Withdraw it first.")


class ErasedAlready(Conflict):
    message = _("The data of this case have been erased already.")


class ReasonMissing(Invalid):
    message = _("Please say why.")


class WordsMissing(Invalid):
    message = _("Please write something.")


class WordsTooLong(Invalid):
    message = _("This is too long. Please shorten it.")


class ResponsibleMissing(Invalid):
    message = _("Please name the office that is responsible, or say that you do not know it.")


class SameOffice(Invalid):
    message = _("This office has the case already.")


class OfficeRefused(Conflict):
    message = _("This office has refused the case. Please let the dispute be decided.")


class OfficeClosed(Invalid):
    message = _("This office no longer exists. Please choose its successor.")


class DecisionFinal(Conflict):
    message = _("Which office is responsible was decided by arbitration, and that is final.")


class EvidenceMissing(Conflict):
    message = _("Please add a photo, a document or a link that shows what was done.")


class PartsMissing(Conflict):
    message = _("Not all offices that contribute have written their part. Release them, or wait.")


class AnswerMissing(Conflict):
    message = _("There is no answer in review. Please reload the page.")


class AnswerMovedOn(Conflict):
    message = _("Somebody else has decided about this answer meanwhile. Please reload the page.")


class ReopenedAlready(Conflict):
    message = _("A case can be opened again once. Please send a new report.")


class RatedAlready(Conflict):
    message = _("You have rated this already. Thank you.")


class RatingInvalid(Invalid):
    message = _("Please choose one to five.")


class NeighboursJoined(Conflict):
    message = _("Others have joined this report, so it goes on for them and cannot be withdrawn.")


class JoinedToItself(Invalid):
    message = _("A case cannot be joined to itself, or to one that was joined itself.")


class PauseTooLong(Invalid):
    message = _("A pause lasts at most %(days)s working days.")


class TooLateToPause(Conflict):
    message = _("The deadline has passed, so the clock can no longer be paused. Please answer now.")


class ApproverMissing(NotAllowed):
    message = _("A pause or an extension needs the approval of a supervisor other than yourself.")


class OwnRequest(NotAllowed):
    message = _("Nobody approves what they asked for themselves. Another supervisor decides.")


class AskedAlready(Conflict):
    message = _("This has been asked for already and waits for approval.")


class RequestDecided(Conflict):
    message = _("This request is no longer open. Please reload the page.")


class PhotosTooMany(Invalid):
    message = _("At most six photos, please.")


class FileRefused(Invalid):
    message = _("This file cannot be used. Photos may be JPEG, PNG or WebP, documents PDF, up to 10 MB.")


class FileGone(NotFound):
    message = _("This file is no longer there.")


class ReportIncomplete(Invalid):
    message = _("Please say what happened.")


class LadderInvalid(Invalid):
    message = _("A ladder needs at least one rung, and no two of them may do the same at the same time.")
