"""What can be the matter with a citizen's letter. Each text says what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.errors import Conflict, Invalid, NotFound


class LetterNotFound(NotFound):
    message = _(
        "There is no letter with this code. Please compare it with your receipt: it has 12 characters."
    )


class TooManyGuesses(Conflict):
    message = _("Too many codes that do not exist were tried from here. Please try again in ten minutes.")


class TooManyLetters(Conflict):
    message = _(
        "Many letters have come from your network today. Please send yours tomorrow, or call us;"
        " what you wrote is still below."
    )


class NoOffice(Conflict):
    message = _("Letters cannot be taken here yet. Please call us.")


class PictureRefused(Invalid):
    message = _("Up to three pictures can be sent, in the formats JPG, PNG, WebP or GIF, each up to 5 MB.")


class PicturesTooLarge(PictureRefused):
    message = _(
        "The pictures have too many pixels: up to 40 million each and 60 million together. Please make them"
        " smaller, or send fewer."
    )


class CannotAdd(Conflict):
    message = _("Nothing can be added to this letter any more. Please write a new one.")


class TooManyWords(Conflict):
    message = _("You have added much today. Please wait until tomorrow; we read everything you sent.")


class CannotWithdraw(Conflict):
    message = _("This letter is no longer being handled, so it cannot be withdrawn.")


class CannotRate(Conflict):
    message = _("An answer can be rated once it is there, and only once.")


class RatingMissing(Invalid):
    message = _("Please choose from 1 to 5 for the answer and for the outcome.")


class CannotReopen(Conflict):
    message = _("A letter can be reopened once, after it was answered or closed. Please write a new one.")
