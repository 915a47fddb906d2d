"""Keeps a reviewer's decision to let a finding pass. Who may decide so is asked by the subject's own app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhenglian.checks.models import Override
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


def keep_override(
    kind: str,
    subject_id: str,
    *,
    fingerprint: str,
    code: str,
    reason: str,
    actor: Staff,
    clock: Clock = SYSTEM,
) -> Override:
    """One row a text; deciding again replaces reason and person. The caller records it in the audit."""
    facts = {"code": code, "reason": reason, "by": actor, "at": clock.now()}
    kept, _created = Override.objects.update_or_create(
        subject_kind=kind, subject_id=subject_id, fingerprint=fingerprint, defaults=facts
    )
    return kept
