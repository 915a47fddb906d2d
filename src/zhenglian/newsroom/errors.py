"""What can be the matter with an article's way out. Each text says what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.errors import Conflict, Invalid, NotAllowed

if TYPE_CHECKING:
    from zhenglian.newsroom.checks.findings import DeskFinding


class ArticleChanged(Conflict):
    message = _(
        "The article was changed after it was submitted. Its review has started again at the first level."
    )


class PageOutOfDate(Conflict):
    message = _("The review has moved on since you opened this page. Please look at the article again.")


class NotInReview(Conflict):
    message = _("This article is not in review.")


class NotApproved(Conflict):
    message = _("This article has no valid approval. Please submit it for review.")


class ApprovedAlready(Conflict):
    message = _("This article is approved. A publisher may release it in the ordinary way.")


class ReleasedAlready(Conflict):
    message = _("This version has been released to one of these accounts already.")


class ReleaseNotWaiting(Conflict):
    message = _("This release is on its way already and cannot be cancelled.")


class EmergencyPending(Conflict):
    message = _("An emergency release of this article already waits for a second person.")


class EmergencyNotWaiting(Conflict):
    message = _("This emergency release no longer waits for a confirmation.")


class MayNotWrite(NotAllowed):
    message = _("Only an editor or reviewer of this unit may submit this article.")


class MayNotRelease(NotAllowed):
    message = _("Only a publisher of this unit may release this article.")


class MayNotUseAccount(NotAllowed):
    message = _("Only a publisher of the unit that runs this account may publish there.")


class MayNotCancel(NotAllowed):
    message = _("Only a publisher of this unit may cancel this release.")


class MayNotConfirm(NotAllowed):
    message = _("Only another publisher, a reviewer or a supervisor of this unit may confirm this.")


class OwnRequest(NotAllowed):
    message = _("You asked for this emergency release yourself; a second person must confirm it.")


class OwnArticle(NotAllowed):
    message = _("You wrote or edited this article yourself; somebody else must confirm its release.")


class DisclosureClosed(NotAllowed):
    message = _("This article is not open to the public by its disclosure class; it cannot be released.")


class UnitMissing(Invalid):
    message = _("Please choose the unit that is responsible for this article.")


class Incomplete(Invalid):
    """`problems`: {field: texts} as the editor's form would show them."""

    message = _("Something is still missing in this article: %(fields)s.")

    def __init__(self, problems: dict[str, list[str]], names: list[str]) -> None:
        self.problems = problems
        super().__init__(self.message % {"fields": "、".join(names)})


class NoAccount(Invalid):
    message = _("Please choose at least one account.")


class AccountNotActive(Invalid):
    message = _("One of the accounts is stopped, closed or unknown.")


class WebsiteFirst(Invalid):
    message = _("The article must be on our own website first: please choose the website, too.")


class DueInThePast(Invalid):
    message = _("The time of release lies in the past.")


class QuotaNotEnough(Conflict):
    """`lines`: each account with what is used up and when it is renewed."""

    message = _(
        "Not enough is left at that time: %(accounts)s. Leave these accounts out, or choose a time after "
        "the renewal."
    )

    def __init__(self, lines: tuple[str, ...]) -> None:
        self.lines = lines
        super().__init__(self.message % {"accounts": "；".join(lines)})


class ReasonTooShort(Invalid):
    message = _("Please give a reason of at least 10 characters.")


class CorrectionUnexplained(Invalid):
    message = _("An earlier version is public. Please say for the readers what was corrected.")


class CorrectionRepeated(Invalid):
    message = _("The note on what was corrected is still that of the last correction. Write a new one.")


class NothingToCorrect(Invalid):
    message = _("Nothing has been public yet, so nothing can be corrected: clear the note on corrections.")


class CopyUndecided(Invalid):
    """`accounts`: names of those that carry an older version and got no decision."""

    message = _("Readers still find an older version at: %(accounts)s. Please decide what becomes of it.")

    def __init__(self, accounts: list[str]) -> None:
        self.accounts = accounts
        super().__init__(self.message % {"accounts": "、".join(accounts)})


class CopyNotThere(Invalid):
    message = _("One of these accounts carries no older version any more. Please look at the page again.")


class PartNotSealed(Invalid):
    message = _(
        "This version was approved before one of these accounts could be served. Submit it again to have "
        "that part reviewed, too."
    )


class NotPublic(Conflict):
    message = _("Nothing of this article is public, so there is nothing to withdraw.")


class LintBlocks(Invalid):
    """`findings` are those of `channels.lint` that block, with place and mend."""

    message = _("A platform would not accept this article. Please mend what is listed.")

    def __init__(self, findings: tuple[object, ...]) -> None:
        self.findings = findings
        super().__init__()


class ChecksBlock(Invalid):
    """`findings` are those of `newsroom.checks` that block and that nobody let pass."""

    message = _("The checks found what must be mended first, or let pass by a reviewer: %(list)s")
    SHOWN = 5

    def __init__(self, findings: tuple[DeskFinding, ...]) -> None:
        self.findings = findings
        told = [f"{number}. {one.place}: {one.message}" for number, one in enumerate(findings, start=1)]
        if len(told) > self.SHOWN:
            told = [*told[: self.SHOWN], f"… ({len(told)})"]
        super().__init__(self.message % {"list": "； ".join(told)})


class FindingGone(Conflict):
    message = _(
        "This finding is no longer there: the text was changed meanwhile. Please look at the new list."
    )


class NotMendable(Conflict):
    message = _("This cannot be mended by a click. Please change it in the editor.")


class NothingToLetPass(Conflict):
    message = _("Only what blocks a submission needs to be let pass. What a platform refuses must be mended.")


class MayNotOverride(NotAllowed):
    message = _("Only a reviewer of this unit, or of one above, may let a finding pass.")


class OwnFinding(NotAllowed):
    message = _("You wrote or edited this article yourself; another reviewer must let this finding pass.")
