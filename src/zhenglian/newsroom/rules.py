"""Who may submit, release, cancel and confirm, and what must hold before. Asked inside the actions.

`can_…` answer for pages and menus; `check_…` raise the error that says what is the matter.
Who may approve which level is asked in `reviews.rules`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.errors import NotAllowed
from zhenglian.newsroom import errors
from zhenglian.newsroom.enums import Disclosure
from zhenglian.people.api import authorities, has_role
from zhenglian.people.enums import REVIEWERS, Role

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account
    from zhenglian.newsroom.models import ArticlePage, Emergency
    from zhenglian.people.api import Authority, Staff, Unit

WRITERS = (Role.EDITOR, *REVIEWERS)
CONFIRMERS = (Role.PUBLISHER, *REVIEWERS, Role.SUPERVISOR)
REASON_MIN = 10  # characters


def _holds(staff: Staff, roles: Iterable[Role], unit: Unit | None, clock: Clock) -> bool:
    return unit is not None and any(has_role(staff, role, unit, clock=clock) for role in roles)


def can_write(staff: Staff, article: ArticlePage, *, clock: Clock = SYSTEM) -> bool:
    """Editors and reviewers of the article's unit, or of a unit above."""
    return _holds(staff, WRITERS, article.unit, clock)


def can_release(staff: Staff, article: ArticlePage, *, clock: Clock = SYSTEM) -> bool:
    """Publishers of the article's unit, or of a unit above. Having written it does not matter."""
    return _holds(staff, (Role.PUBLISHER,), article.unit, clock)


def can_use_account(staff: Staff, article: ArticlePage, account: Account, *, clock: Clock = SYSTEM) -> bool:
    """Publishers of the unit that runs the account; and an institute on the account of its ministry.

    That is: the account's unit stands above the article's and on the same level of government, so that a
    county cannot speak on the account of the nation.
    """
    if _holds(staff, (Role.PUBLISHER,), account.unit, clock):
        return True
    unit, owner = article.unit, account.unit
    is_above = unit is not None and unit.path.startswith(owner.path) and unit.level == owner.level
    return is_above and can_release(staff, article, clock=clock)


def can_confirm(
    staff: Staff,
    emergency: Emergency,
    *,
    unit: Unit | None,
    contributors: Iterable[Staff],
    clock: Clock = SYSTEM,
) -> bool:
    try:
        check_second_person(staff, emergency, unit=unit, contributors=contributors, clock=clock)
    except NotAllowed:
        return False
    return True


def responsible_unit(article: ArticlePage) -> Unit:
    """Whose people review and release it. Drafts may lack one; raises UnitMissing."""
    unit: Unit | None = article.unit
    if unit is None:
        raise errors.UnitMissing
    return unit


def check_can_write(staff: Staff, article: ArticlePage, *, clock: Clock) -> None:
    responsible_unit(article)
    if not can_write(staff, article, clock=clock):
        raise errors.MayNotWrite


def publishing_authority(staff: Staff, article: ArticlePage, *, clock: Clock) -> Authority:
    """As whose publisher the person acts, their own name first. Raises MayNotRelease."""
    held = held_authorities(staff, (Role.PUBLISHER,), article.unit, clock=clock)
    if not held:
        raise errors.MayNotRelease
    return held[0]


def check_is_open(draft: ArticlePage) -> None:
    """Only what is open by its disclosure class goes to the public (inspection.md 4)."""
    if draft.disclosure != Disclosure.PROACTIVE:
        raise errors.DisclosureClosed


def check_reason(reason: str) -> None:
    if len(reason.strip()) < REASON_MIN:
        raise errors.ReasonTooShort


def check_second_person(
    staff: Staff, emergency: Emergency, *, unit: Unit | None, contributors: Iterable[Staff], clock: Clock
) -> Authority:
    """Another publisher, a reviewer or a supervisor, who neither asked for it nor wrote it.

    Holds for the person and for whom they stand in: a deputy of the requester is no second person.
    """
    requesters = {emergency.requested_by_id, emergency.requested_for_id} - {None}
    if staff.pk in requesters:
        raise errors.OwnRequest
    authors = {person.pk for person in contributors}
    if staff.pk in authors:
        raise errors.OwnArticle
    spoiled = authors | requesters
    held = held_authorities(staff, CONFIRMERS, unit, clock=clock)
    for authority in held:
        if authority.principal is None or authority.principal.pk not in spoiled:
            return authority
    raise errors.MayNotConfirm


def held_authorities(
    staff: Staff, roles: Iterable[Role], unit: Unit | None, *, clock: Clock
) -> list[Authority]:
    if unit is None:
        return []
    return [held for role in roles for held in authorities(staff, role, unit, clock=clock)]


def check_can_override(
    staff: Staff, unit: Unit | None, contributors: Iterable[Staff], *, clock: Clock = SYSTEM
) -> Authority:
    """A reviewer of the unit or above who neither wrote the article nor stands in for somebody who did."""
    authors = {person.pk for person in contributors}
    if staff.pk in authors:
        raise errors.OwnFinding
    for authority in held_authorities(staff, REVIEWERS, unit, clock=clock):
        if authority.principal is None or authority.principal.pk not in authors:
            return authority
    raise errors.MayNotOverride


def can_override(
    staff: Staff, unit: Unit | None, contributors: Iterable[Staff], *, clock: Clock = SYSTEM
) -> bool:
    try:
        check_can_override(staff, unit, contributors, clock=clock)
    except NotAllowed:
        return False
    return True
