"""Who may decide which level of a review, and why not; who sets the rules. Asked by actions and pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.errors import Conflict, NotAllowed
from zhenglian.people.api import authorities, can_administer
from zhenglian.people.enums import REVIEWERS, Role
from zhenglian.reviews import errors
from zhenglian.reviews.enums import ReviewState
from zhenglian.reviews.selectors import open_reviews, people_on_levels

if TYPE_CHECKING:
    from zhenglian.people.api import Authority, Staff
    from zhenglian.reviews.models import Review


def role_of_level(level: int) -> Role:
    return REVIEWERS[level - 1]


def authority_to_decide(
    review: Review, staff: Staff, *, contributors: Iterable[Staff] = (), clock: Clock = SYSTEM
) -> Authority:
    """By which authority this person may decide the current level.

    `contributors` are those known now; those recorded with the round count in any case. Raises the
    subclass of NotAllowed that says what stands in the way, or ReviewNotOpen.
    """
    if review.state != ReviewState.OPEN:
        raise errors.ReviewNotOpen
    held = authorities(staff, role_of_level(review.level), review.unit, clock=clock)
    authors = {person.pk for person in review.contributors.all()} | {person.pk for person in contributors}
    return _fitting(held, staff.pk, authors, people_on_levels(review))


def _fitting(held: list[Authority], staff_id: int, authors: set[int], used: set[int]) -> Authority:
    """The first authority that neither the actor nor the principal spoils."""
    if not held:
        raise errors.NotYourLevel
    if staff_id in authors:
        raise errors.OwnWork
    if staff_id in used:
        raise errors.SecondLevelBySamePerson
    reason: type[NotAllowed] = errors.NotYourLevel
    for authority in held:
        principal = authority.principal
        if principal is None or principal.pk not in authors | used:
            return authority
        in_own_work = principal.pk in authors
        reason = errors.PrincipalsOwnWork if in_own_work else errors.SecondLevelForSamePrincipal
    raise reason


def can_decide(review: Review, staff: Staff, *, clock: Clock = SYSTEM) -> bool:
    try:
        authority_to_decide(review, staff, clock=clock)
    except (NotAllowed, Conflict):
        return False
    return True


def open_reviews_for(staff: Staff, *, clock: Clock = SYSTEM) -> list[Review]:
    """Reviews whose current level this person may decide now, most urgent first.

    Authority is looked up once for each pair of role and unit, whatever the number of reviews.
    """
    known: dict[tuple[Role, int], list[Authority]] = {}
    found = []
    for review in open_reviews().prefetch_related("contributors", "decisions"):
        role = role_of_level(review.level)
        key = (role, review.unit_id)
        if key not in known:
            known[key] = authorities(staff, role, review.unit, clock=clock)
        authors = {person.pk for person in review.contributors.all()}
        try:
            _fitting(known[key], staff.pk, authors, people_on_levels(review))
        except NotAllowed:
            continue
        found.append(review)
    return found


def can_set_rules(actor: Staff | None, *, clock: Clock = SYSTEM) -> bool:
    """Administrators of the top unit: the rules hold for the whole office. `actor` None is set-up code."""
    return can_administer(actor, None, clock=clock)
