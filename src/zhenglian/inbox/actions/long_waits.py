"""Waits for a citizen that have lasted as long as their pause may: the clock runs on by itself."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from zhenglian.clocks import api as clocks
from zhenglian.inbox.actions.course import resume_matter
from zhenglian.inbox.actions.due_times import SUBJECT_KIND
from zhenglian.inbox.actions.matters import locked_matter, subject_of
from zhenglian.inbox.enums import MatterState
from zhenglian.inbox.models import Matter
from zhenglian.inbox.receipt_codes import masked
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.api import holders, send_notice
from zhenglian.people.enums import Role

BATCH = 500


def end_long_waits(*, clock: Clock = SYSTEM) -> int:
    """Returns how many. Whoever has the matter, else the team, gets a mail; the citizen reads it on the page.

    The deadline counts no more than the maximum: a pause that nobody ends would hide that it has passed. A
    wait whose clock never paused has no maximum.
    """
    rows = Matter.objects.filter(state=MatterState.WAITING).order_by("pk")
    done, keys = 0, list(rows.values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        for key, run in clocks.runs_of(SUBJECT_KIND, keys[start : start + BATCH]).items():
            if run.is_pause_over(clock.now()):
                done += _end_wait(Matter(pk=int(key)), clock)
    return done


@transaction.atomic
def _end_wait(matter: Matter, clock: Clock) -> bool:
    """False when the citizen wrote meanwhile. Records `inbox.resume`."""
    matter = locked_matter(matter)
    run = clocks.run_of(subject_of(matter))
    if matter.state != MatterState.WAITING or not run.is_pause_over(clock.now()):
        return False
    resume_matter(matter, actor=None, step="waited_long", clock=clock)
    _tell(matter, clock)
    return True


def _tell(matter: Matter, clock: Clock) -> None:
    """Mail is read by others than its reader: it has the masked code and no word of anybody."""
    people = [matter.assignee] if matter.assignee else holders(Role.DUTY_OFFICER, matter.unit, clock=clock)
    with translation.override(settings.LANGUAGE_CODE):
        title = _("Letter %(code)s: the wait for the citizen is over") % {"code": masked(matter.code)}
        text = _("The pause has lasted as long as the rules allow; the deadline runs on.")
    send_notice(people, title, text, address=reverse("inbox:matter", args=[matter.pk]))
