"""What can go wrong with sources and topics: each says to the editor what is the matter."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.errors import Conflict, Invalid, NotAllowed, ZhenglianError

# Readings: the answer came, but nothing is taken over from it.


class ReadRefused(ZhenglianError):
    message = _("The source was not read.")


class BrokenXml(ReadRefused):
    message = _("The XML is broken. Nothing was taken over.")


class DoctypeRefused(ReadRefused):
    message = _("The XML holds a document type (DOCTYPE), which can be misused. It is not read, for safety.")


class TooManyEntries(ReadRefused):
    message = _("The source holds more entries than a source may hold. Nothing was taken over.")


class NotAFeed(ReadRefused):
    message = _("This is not a feed. Please check the address, or choose another kind of source.")


class HtmlInstead(NotAFeed):
    message = _(
        "This is a web page, not a feed. Choose the kind “web page” or look for the address of the feed."
    )


class BrokenJson(ReadRefused):
    message = _("The JSON feed is broken or holds values of the wrong kind. Nothing was taken over.")


class SitemapIndex(ReadRefused):
    message = _("This is a list of sitemaps. Please watch one of the sitemaps that it names.")


class NothingFound(ReadRefused):
    message = _("The selector finds no link on this page. Please check it.")


class SelectorUnclear(ReadRefused):
    message = _("The CSS selector cannot be understood.")


class ReaderFailed(ReadRefused):
    message = _("Our reader failed on what this source sent. The operator finds the details in the log.")


class AnswerRefused(ReadRefused):
    """The server answered with another status than 200; `seconds` is how long it asked us to wait."""

    def __init__(self, status: int, *, seconds: float = 0.0) -> None:
        words = ANSWERS.get(status, _("The server answered with status %(status)d."))
        super().__init__(words % {"status": status})
        self.seconds = seconds


ANSWERS = {
    401: _("The server asks for a password (status %(status)d)."),
    403: _("The server does not let us read this address (status %(status)d)."),
    404: _("There is nothing at this address (status %(status)d)."),
    410: _("What stood at this address was removed for good (status %(status)d)."),
    429: _("The server says that we ask too often (status %(status)d)."),
    503: _("The server is closed for the moment (status %(status)d)."),
}


# Decisions


class MayNotWork(NotAllowed):
    message = _("Topics are worked on by editors and reviewers of their unit.")


class AlreadyClaimed(Conflict):
    message = _("Somebody else has claimed this topic.")


class NotClaimedByYou(NotAllowed):
    message = _("Only who has claimed the topic, or a reviewer, may do this.")


class NotOpen(Conflict):
    message = _("This topic is no longer open. Please reload the page.")


class StillWritten(Conflict):
    message = _("An article was written from this topic; it cannot be taken up again.")


class CannotMerge(Invalid):
    message = _("Only two different open topics of one unit can be merged.")


class CannotSplit(Invalid):
    message = _("This stands alone already; there is nothing to separate.")


class ReasonMissing(Invalid):
    message = _("Please give a reason, so that others understand it later.")


class SourceTwice(Conflict):
    message = _("This unit watches this address already.")


class SourceItemMissing(Invalid):
    message = _("A reprint or a compilation needs the source that it is taken from.")
