"""What can be the matter with a review. Each text tells the person what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.errors import Conflict, Invalid, NotAllowed


class ReviewNotOpen(Conflict):
    message = _("This review is closed already. Please reload the page.")


class ReviewMovedOn(Conflict):
    message = _("This review has moved on since you opened the page. Please look at it again.")


class AlreadyInReview(Conflict):
    message = _("This is in review already.")


class ContentChanged(Conflict):
    message = _("The content has changed since it was submitted; the review starts again at the first level.")


class NotYourLevel(NotAllowed):
    message = _("The current level of this review is not yours to decide.")


class OwnWork(NotAllowed):
    message = _("You wrote or edited this yourself; somebody else must review it.")


class PrincipalsOwnWork(NotAllowed):
    message = _("The person for whom you stand in wrote or edited this; somebody else must review it.")


class SecondLevelBySamePerson(NotAllowed):
    message = _("You have decided another level of this review; one person may fill one level only.")


class SecondLevelForSamePrincipal(NotAllowed):
    message = _("The person for whom you stand in has filled another level of this review.")


class NotYoursToWithdraw(NotAllowed):
    message = _("Only who submitted it or wrote it may withdraw it.")


class RetrospectiveStays(NotAllowed):
    message = _("The review after an emergency release cannot be withdrawn.")


class ReasonUnfit(Invalid):
    message = _("This is no reason for which this can be returned. Please choose another one.")


class CommentMissing(Invalid):
    message = _("Please say in a comment what is to be changed.")


class NotYoursToRule(NotAllowed):
    message = _("Only an administrator sets the rules for reviews.")


class LevelsOutOfRange(Invalid):
    message = _("A review has one, two or three levels; nothing goes out without a review.")


class HoursOutOfRange(Invalid):
    message = _("The time for a level is between one hour and one week (168 hours).")


class RuleNameMissing(Invalid):
    message = _("A rule needs a name: reviews are shown with it.")
