"""One line of a home page panel: what it is about, till when, and the one step that comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from zhenglian.newsroom.enums import Waits

if TYPE_CHECKING:
    from zhenglian.newsroom.models import ArticlePage, Emergency
    from zhenglian.newsroom.selectors.desk import Due, Failure, GoingOut, Waiting


@dataclass(frozen=True, slots=True)
class Row:
    """`tone` colours the chip: good, wait, bad or empty. `due_at` shows as a running countdown."""

    title: str
    chip: str
    step: str
    url: str
    detail: str = ""
    tone: str = ""
    due_at: datetime | None = None


def waiting_row(item: Waiting) -> Row:
    step, url = _step(item)
    is_urgent = item.kind == Waits.CONFIRMATION  # at once: a countdown from zero would say nothing
    return Row(
        _title(item.article),
        str(item.kind.label),
        step,
        url,
        _waiting_detail(item),
        "bad" if is_urgent else "wait",
        None if is_urgent else item.due_at,
    )


def _step(item: Waiting) -> tuple[str, str]:
    pk = item.article.pk
    if item.kind == Waits.CORRECTION:
        return _("Correct"), reverse("wagtailadmin_pages:edit", args=[pk])
    if item.kind == Waits.RELEASE:
        return _("Release"), reverse("newsroom:article_release", args=[pk])
    if item.emergency is not None:
        return _("Decide"), reverse("newsroom:emergency_decide", args=[item.emergency.pk])
    return _("Review"), reverse("newsroom:article_review", args=[pk])


def _waiting_detail(item: Waiting) -> str:
    if item.kind == Waits.REVIEW and item.review is not None:
        numbers = {"level": item.review.level, "levels": item.review.levels, "unit": item.article.unit}
        return _("level %(level)s of %(levels)s · %(unit)s") % numbers
    return str(item.article.unit or "")


def due_row(item: Due) -> Row:
    pk = item.article.pk
    if item.release is not None:
        step, url = _("See the release"), reverse("newsroom:article_release", args=[pk])
        return Row(_title(item.article), _("scheduled release"), step, url, due_at=item.due_at)
    if item.emergency is not None:
        return flagged_row(item.emergency)
    step, url = _("See the review"), reverse("newsroom:article_review", args=[pk])
    chip = _("review overdue") if item.is_overdue else _("review due soon")
    tone = "bad" if item.is_overdue else "wait"
    return Row(_title(item.article), chip, step, url, str(item.article.unit or ""), tone, item.due_at)


def flagged_row(emergency: Emergency) -> Row:
    """Public without the review that is owed: the chip says why it is flagged."""
    chip = _("returned after emergency release") if emergency.returned_at else _("not reviewed in time")
    people = {"asked": emergency.requested_by, "confirmed": emergency.confirmed_by}
    return Row(
        _title(emergency.article),
        chip,
        _("See the review"),
        reverse("newsroom:article_review", args=[emergency.article_id]),
        _("requested by %(asked)s, confirmed by %(confirmed)s") % people,
        "bad",
        emergency.due_at,
    )


def failure_row(item: Failure) -> Row:
    place = str(item.delivery.account) if item.delivery else _("release %(n)s") % {"n": item.release.number}
    return Row(
        _title(item.article),
        place,
        _("See what to do"),
        reverse("newsroom:article_release", args=[item.article.pk]),
        item.text,
        "bad",
    )


def going_out_row(item: GoingOut) -> Row:
    delivery = item.delivery
    tone = "good" if delivery.state == "published" else "bad" if delivery.is_ended else ""
    return Row(
        _title(item.article),
        str(delivery.get_state_display()),
        _("See the release"),
        reverse("newsroom:article_release", args=[item.article.pk]),
        str(delivery.account),
        tone,
        None if delivery.is_ended else delivery.due_at,
    )


def _title(article: ArticlePage) -> str:
    return str(article.get_admin_display_title())
