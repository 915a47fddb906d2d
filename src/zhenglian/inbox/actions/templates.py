"""Keeps reply templates: new, changed, retired. An expired one is offered again once its day is moved."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.clocks import api as clocks
from zhenglian.inbox.errors import ClassUnknown
from zhenglian.inbox.models import ReplyTemplate
from zhenglian.inbox.reply_errors import MayNotKeepTemplates
from zhenglian.inbox.rules import check_text
from zhenglian.inbox.template_rules import can_keep_templates
from zhenglian.inbox.template_texts import checked_body
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff, Unit

LONGEST_TITLE, LONGEST_BODY, LONGEST_CITED = 80, 4000, 200


@transaction.atomic
def keep_template(
    template: ReplyTemplate | None = None,
    *,
    title: str,
    body: str,
    unit: Unit,
    cites: str = "",
    valid_until: date | None = None,
    class_key: str = "",
    is_retired: bool = False,
    actor: Staff | None,
    clock: Clock = SYSTEM,
) -> ReplyTemplate:
    """Without `template` a new one; `actor` None is set-up code. Records `inbox.keep_template`.

    Raises MayNotKeepTemplates (also for the unit that it had), PlaceholderUnknown, ClassUnknown, TextMissing,
    TextTooLong.
    """
    row = _locked(template) if template is not None else ReplyTemplate(unit=unit)
    for each in {row.unit, unit}:
        if actor is not None and not can_keep_templates(actor, each, clock=clock):
            raise MayNotKeepTemplates
    if class_key and class_key not in {each.key for each in clocks.classes()}:
        raise ClassUnknown
    row.title, row.unit = check_text(title, limit=LONGEST_TITLE), unit
    row.body = checked_body(check_text(body, limit=LONGEST_BODY))
    row.cites, row.valid_until = cites.strip()[:LONGEST_CITED], valid_until
    row.class_key, row.is_retired, row.changed_at = class_key, is_retired, clock.now()
    row.save()
    detail = {"title": row.title, "valid_until": str(valid_until or ""), "retired": is_retired}
    record("inbox.keep_template", actor=actor, on=row, detail=detail, clock=clock)
    return row


def _locked(template: ReplyTemplate) -> ReplyTemplate:
    rows = ReplyTemplate.objects.select_for_update(of=("self",))
    return rows.select_related("unit").get(pk=template.pk)
