"""The figures of a run: what the platform noted, held against the events and the inbox."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from django.apps import apps
from django.db import connection, connections

from zhenglian.channels.door import CallbackEvent
from zhenglian.cli.chaos.pushes.counting import PushTally, answered_numbers, tally_of
from zhenglian.cli.chaos.pushes.plan import PushPlan, number_in
from zhenglian.cli.chaos.pushes.steps import WEB_STEPS, WORKER_STEPS
from zhenglian.cli.chaos.steps import kills
from zhenglian.inbox.enums import Direction

NAMED_IN_DETAIL = 20
AT_ONCE = 2000


def write_report(plan: PushPlan, seconds: dict[str, float], is_done: bool) -> None:
    connections.close_all()
    answers = answered_numbers(plan.answered.read_text(encoding="utf-8").splitlines())
    events = tally_of(answers, stored_events())
    inbox = tally_of(answers, stored_messages())
    answered = sum(1 for count in answers.values() if count)
    figures: dict[str, Any] = {  # Any: JSON
        "ok": is_done
        and events.is_clean
        and inbox.is_clean
        and answered > 0
        and len(answers) == plan.messages,
        "messages": len(answers),
        "answered": answered,
        "unanswered": len(answers) - answered,
        "lost": len(set(events.lost) | set(inbox.lost)),
        "duplicated": len(set(events.duplicated) | set(inbox.duplicated)),
        "strange": events.strange + inbox.strange,
        "database": connection.vendor,
        "seed": plan.seed,
        "platform": json.loads((plan.folder / "counts.json").read_text()),
        "journals": len(list(plan.folder.glob("pushes*.sqlite3"))),
        "kills": kill_figures(plan),
        "seconds": {name: round(taken, 1) for name, taken in seconds.items()},
        "is_done": is_done,
        "detail": {"events": detail(events), "inbox": detail(inbox)},
    }
    (plan.folder / "report.json").write_text(json.dumps(figures, ensure_ascii=False))


def stored_events() -> list[int | None]:
    events = CallbackEvent.objects.only("body").iterator(AT_ONCE)
    return [number_in(str(event.body.get("Content", ""))) for event in events]


def stored_messages() -> list[int | None]:
    """Found by name: the inbox shows its models to nobody."""
    messages = apps.get_model("inbox", "Message").objects.filter(direction=Direction.IN).only("content")
    return [number_in(json.dumps(one.content, ensure_ascii=False)) for one in messages.iterator(AT_ONCE)]


def kill_figures(plan: PushPlan) -> dict[str, int]:
    """Every named step, also those that were never hit."""
    done: Counter[str] = kills(plan.kill_log)
    return {step: done[step] for step in dict.fromkeys((*WEB_STEPS, *WORKER_STEPS, *done))}


def detail(tally: PushTally) -> dict[str, list[int]]:
    return {"lost": tally.lost[:NAMED_IN_DETAIL], "duplicated": tally.duplicated[:NAMED_IN_DETAIL]}
