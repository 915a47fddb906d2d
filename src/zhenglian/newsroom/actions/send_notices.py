"""Tells people by mail what waits for them or went wrong. The desk shows the same all the time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from zhenglian.channels.api import Delivery
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.newsroom.models import Emergency, Release
from zhenglian.newsroom.rules import CONFIRMERS
from zhenglian.newsroom.selectors.drafts import subject_of
from zhenglian.people.api import holders, send_notice
from zhenglian.people.enums import Role
from zhenglian.reviews.api import Review

if TYPE_CHECKING:
    from zhenglian.newsroom.models import ArticlePage
    from zhenglian.people.api import Staff

RELEASERS = (Role.PUBLISHER, Role.DUTY_OFFICER)


def tell_overdue(review: Review, people: Iterable[Staff]) -> None:
    """To everybody who could decide the level now, substitutes included."""
    with translation.override(settings.LANGUAGE_CODE):
        numbers = {"name": review.subject_name, "level": review.level}
        send_notice(people, _("Review overdue: %(name)s (level %(level)d)") % numbers)


def tell_request(emergency: Emergency, *, clock: Clock = SYSTEM) -> None:
    """To all who may be the second person: minutes count."""
    people = _holders(emergency.article, CONFIRMERS, clock)
    others = [person for person in people if person.pk != emergency.requested_by_id]
    with translation.override(settings.LANGUAGE_CODE):
        title = _("Emergency release to be confirmed: %(name)s") % _named(emergency.article)
        send_notice(others, title, emergency.reason)


def tell_flagged(emergency: Emergency, *, clock: Clock = SYSTEM) -> None:
    """To the supervisors: what is public was not reviewed in time, or not found good."""
    people = _holders(emergency.article, (Role.SUPERVISOR,), clock)
    with translation.override(settings.LANGUAGE_CODE):
        title = _("Emergency release without a passed review: %(name)s") % _named(emergency.article)
        send_notice(people, title, emergency.reason)


def tell_alarm(release: Release, *, clock: Clock = SYSTEM) -> None:
    people = _holders(release.article, RELEASERS, clock)
    with translation.override(settings.LANGUAGE_CODE):
        title = _("Release needs attention: %(name)s") % _named(release.article)
        send_notice(people, title, release.get_alarm_display())


def tell_delivery(
    release: Release, delivery: Delivery, *, to: Iterable[Role] = RELEASERS, clock: Clock = SYSTEM
) -> None:
    """A delivery failed, or a promised time has passed without it."""
    people = _holders(release.article, to, clock)
    with translation.override(settings.LANGUAGE_CODE):
        title = _("Delivery needs attention: %(name)s") % _named(release.article)
        send_notice(people, title, f"{delivery.account}\n{delivery.failure_text}")


def _holders(article: ArticlePage, roles: Iterable[Role], clock: Clock) -> list[Staff]:
    if article.unit is None:
        return []
    found = {person.pk: person for role in roles for person in holders(role, article.unit, clock=clock)}
    return list(found.values())


def _named(article: ArticlePage) -> dict[str, str]:
    return {"name": subject_of(article).name}
