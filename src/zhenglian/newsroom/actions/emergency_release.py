"""Release at once in an emergency: a publisher asks with a reason, a second person confirms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.digests import canonical_json, sha256_hex
from zhenglian.newsroom import errors, signals
from zhenglian.newsroom.actions.article_lock import locked
from zhenglian.newsroom.actions.check_quotas import check_quotas
from zhenglian.newsroom.actions.follow_copies import check_correction, release_steps
from zhenglian.newsroom.actions.freeze_renderings import freeze_renderings
from zhenglian.newsroom.actions.note_edit import note_draft, note_edit
from zhenglian.newsroom.actions.pass_checks import pass_checks
from zhenglian.newsroom.actions.queue_release import check_content, queue_release
from zhenglian.newsroom.actions.submit_article import check_is_complete
from zhenglian.newsroom.copies import Decisions, Step, decisions_as_json, decisions_from_json
from zhenglian.newsroom.enums import EmergencyState
from zhenglian.newsroom.models import ArticlePage, Emergency
from zhenglian.newsroom.renderings import render_article
from zhenglian.newsroom.rules import (
    check_is_open,
    check_reason,
    check_second_person,
    publishing_authority,
    responsible_unit,
)
from zhenglian.newsroom.selectors.drafts import contributors, draft_of, subject_of, traits
from zhenglian.newsroom.selectors.releases import requested_emergency
from zhenglian.reviews import api as reviews
from zhenglian.reviews.enums import ReviewState

if TYPE_CHECKING:
    from zhenglian.newsroom.renderings import Renderings
    from zhenglian.people.api import Staff


@transaction.atomic
def request_emergency_release(
    article: ArticlePage,
    *,
    account_ids: Iterable[int],
    reason: str,
    decisions: Decisions | None = None,
    actor: Staff,
    clock: Clock = SYSTEM,
) -> Emergency:
    """Asks for a release without review; nothing leaves before a second person confirms.

    Bound to what the draft renders to now. Records `newsroom.emergency_request`, sends `emergency_requested`.
    `decisions` as for an ordinary release. Raises MayNotRelease, ReasonTooShort, Incomplete,
    DisclosureClosed, ChecksBlock, ApprovedAlready, EmergencyPending, QuotaNotEnough and what `follow_copies`
    and `queue_release.check_content` raise.
    """
    article = locked(article)
    draft = draft_of(article)
    authority = publishing_authority(actor, draft, clock=clock)
    check_reason(reason)
    if requested_emergency(article) is not None:
        raise errors.EmergencyPending
    check_is_complete(draft)
    check_is_open(draft)
    pass_checks(draft, clock=clock)
    renderings = render_article(draft)
    note_draft(article, draft, renderings, clock=clock)
    _check_is_unapproved(article, renderings.manifest)
    check_correction(article, draft, renderings.manifest)
    steps = _steps(draft, renderings, account_ids, decisions or {}, actor=actor, clock=clock)
    check_quotas([step.account for step in steps], at=clock.now(), clock=clock)
    freeze_renderings(renderings, clock=clock)
    emergency = Emergency.objects.create(
        article=article,
        reason=reason.strip(),
        account_ids=sorted(set(account_ids)),
        decisions=decisions_as_json(decisions or {}),
        manifest=renderings.manifest,
        correction_note=draft.correction_note.strip(),
        requested_by=actor,
        requested_for=authority.principal,
        requested_at=clock.now(),
    )
    detail = _requested(emergency, steps)
    on = subject_of(article).audited()
    behalf = str(authority.principal or "")
    record("newsroom.emergency_request", actor=actor, on=on, detail=detail, on_behalf_of=behalf, clock=clock)
    signals.emergency_requested.send(Emergency, emergency=emergency)
    return emergency


def _requested(emergency: Emergency, steps: list[Step]) -> dict[str, Any]:  # Any: JSON
    """What the audit keeps of a request."""
    return {
        "emergency": emergency.pk,
        "reason": emergency.reason,
        "manifest": emergency.manifest,
        "accounts": [str(step.account) for step in steps],
        "older_copies": emergency.decisions,
    }


def _check_is_unapproved(article: ArticlePage, manifest: dict[str, str]) -> None:
    seal = reviews.intact_seal(subject_of(article))
    if seal is not None and seal.manifest == manifest:
        raise errors.ApprovedAlready


def _steps(
    draft: ArticlePage,
    renderings: Renderings,
    account_ids: Iterable[int],
    decisions: Decisions,
    *,
    actor: Staff,
    clock: Clock,
) -> list[Step]:
    digest = sha256_hex(canonical_json(renderings.manifest))
    steps = release_steps(draft, account_ids, decisions, digest=digest, actor=actor, clock=clock)
    check_content(draft, renderings, steps, digest=digest, sealed=renderings.manifest)
    return steps


def confirm_emergency_release(emergency: Emergency, *, actor: Staff, clock: Clock = SYSTEM) -> Emergency:
    """The second person: seals what was requested, releases it at once, and opens the review that is owed.

    The review is due after settings.EMERGENCY_HOURS. Records `newsroom.emergency_confirm`, `reviews.seal`,
    `newsroom.release`; sends `emergency_confirmed`. Raises EmergencyNotWaiting, OwnRequest, OwnArticle,
    MayNotConfirm, and ArticleChanged when it was edited in between: then the request is void.
    """
    try:
        with transaction.atomic():
            return _confirm(emergency, actor, clock)
    except errors.ArticleChanged:
        note_edit(emergency.article, clock=clock)
        raise


def _confirm(emergency: Emergency, actor: Staff, clock: Clock) -> Emergency:
    article, emergency = _waiting(emergency)
    draft = draft_of(article)
    authority = check_second_person(
        actor, emergency, unit=draft.unit, contributors=contributors(article), clock=clock
    )
    renderings = render_article(draft)
    if not reviews.Manifest(emergency.manifest).is_kept_by(renderings.manifest):
        raise errors.ArticleChanged
    check_is_open(draft)
    emergency.state = EmergencyState.CONFIRMED
    emergency.confirmed_by, emergency.confirmed_at = actor, clock.now()
    emergency.due_at = clock.now() + timedelta(hours=settings.EMERGENCY_HOURS)
    detail = {"emergency": emergency.pk, "due_at": emergency.due_at.isoformat()}
    record(
        "newsroom.emergency_confirm",
        actor=actor,
        on=subject_of(article).audited(),
        detail=detail,
        on_behalf_of=str(authority.principal or ""),
        clock=clock,
    )
    _send_out(article, emergency, renderings, actor, clock)
    _open_owed_review(article, draft, emergency, actor, clock)
    signals.emergency_confirmed.send(Emergency, emergency=emergency)
    return emergency


def _waiting(emergency: Emergency) -> tuple[ArticlePage, Emergency]:
    article = locked(emergency.article)
    emergency = Emergency.objects.select_for_update(of=("self",)).get(pk=emergency.pk)
    if emergency.state != EmergencyState.REQUESTED:
        raise errors.EmergencyNotWaiting
    return article, emergency


def _send_out(
    article: ArticlePage, emergency: Emergency, renderings: Renderings, actor: Staff, clock: Clock
) -> None:
    seal = reviews.seal_for_emergency(
        subject_of(article), manifest=emergency.manifest, actor=actor, clock=clock
    )
    draft, decisions = draft_of(article), decisions_from_json(emergency.decisions)
    asked = emergency.requested_by
    steps = _steps(draft, renderings, emergency.account_ids, decisions, actor=asked, clock=clock)
    emergency.release = queue_release(
        draft,
        renderings,
        steps,
        seal=seal,
        due_at=clock.now(),
        decisions=decisions,
        actor=emergency.requested_by,
        principal=emergency.requested_for,
        clock=clock,
    )
    emergency.save()


def _open_owed_review(
    article: ArticlePage, draft: ArticlePage, emergency: Emergency, actor: Staff, clock: Clock
) -> None:
    """A review under way gives way to the owed one, which starts at level 1 under its own deadline."""
    subject = subject_of(article)
    running = reviews.current_review(subject)
    if running is not None and running.state == ReviewState.OPEN:
        reviews.supersede(running, actor=actor, because="emergency release", clock=clock)
    assert emergency.due_at is not None  # noqa: S101  set by the caller
    reviews.open_review(
        subject,
        unit=responsible_unit(draft),
        manifest=emergency.manifest,
        traits=traits(draft),
        contributors=[*contributors(article), emergency.requested_by],
        actor=emergency.requested_by,
        retrospective=reviews.Retrospective(emergency.due_at),
        clock=clock,
    )


@transaction.atomic
def refuse_emergency_release(
    emergency: Emergency, *, actor: Staff, reason: str, clock: Clock = SYSTEM
) -> Emergency:
    """The second person says no, or the requester takes it back. Records `newsroom.emergency_refuse`.

    Raises EmergencyNotWaiting, ReasonTooShort, OwnArticle, MayNotConfirm.
    """
    article, emergency = _waiting(emergency)
    check_reason(reason)
    if actor.pk != emergency.requested_by_id:
        unit = draft_of(article).unit
        check_second_person(actor, emergency, unit=unit, contributors=contributors(article), clock=clock)
    emergency.state = EmergencyState.REFUSED
    emergency.closed_at, emergency.closed_because = clock.now(), reason.strip()[:200]
    emergency.save(update_fields=["state", "closed_at", "closed_because"])
    detail = {"emergency": emergency.pk, "reason": reason.strip()}
    on = subject_of(article).audited()
    record("newsroom.emergency_refuse", actor=actor, on=on, detail=detail, clock=clock)
    return emergency
