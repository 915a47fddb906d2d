"""The figures of a run: from the sandbox's record, the log of kills, and the ledger's own attempts."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from django.db import connection, connections

from zhenglian.channels.api import Delivery
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.shelf import web_copy
from zhenglian.cli.chaos.counting import count_outcomes
from zhenglian.cli.chaos.plan import ITEMS_WITH_A_PAGE, Plan
from zhenglian.cli.chaos.steps import RECEIVER_STEPS, WORKER_STEPS, kills
from zhenglian.cli.chaos.texts import page_url

NAMED_IN_DETAIL = 20


def write_report(plan: Plan, faults: dict[str, int], seconds: float, is_done: bool) -> None:
    connections.close_all()
    expected = [json.loads(line) for line in plan.expected.read_text(encoding="utf-8").splitlines()]
    record = json.loads((plan.folder / "record.json").read_text())
    tally = count_outcomes(expected, record)
    figures = {
        "ok": is_done and tally.is_clean and len(expected) == plan.items,
        "items": len(expected),
        "lost": len(tally.lost),
        "duplicated": len(tally.duplicated),
        "different": len(tally.different),
        "database": connection.vendor,
        "workers": plan.workers,
        "seed": plan.seed,
        **ledger_figures(),
        "website": website_figures(plan),
        "kills": kill_figures(plan),
        "faults": faults,
        "seconds": round(seconds, 1),
        "items_per_second": round(len(expected) / seconds, 2),
        "is_done": is_done,
        "detail": {
            "lost": tally.lost[:NAMED_IN_DETAIL],
            "duplicated": tally.duplicated[:NAMED_IN_DETAIL],
            "different": tally.different[:NAMED_IN_DETAIL],
        },
    }
    (plan.folder / "report.json").write_text(json.dumps(figures, ensure_ascii=False))


def kill_figures(plan: Plan) -> dict[str, int]:
    """Every named step, also those that were never hit."""
    done = kills(plan.kill_log)
    return {step: done[step] for step in dict.fromkeys((*WORKER_STEPS, *RECEIVER_STEPS, *done))}


def ledger_figures() -> dict[str, Any]:  # Any: JSON
    """How many items a person was asked about, what for, and what became of all rows."""
    ended_badly = Delivery.objects.filter(attempt_log__step="end", attempt_log__outcome="failed")
    states = Counter(Delivery.objects.values_list("state", flat=True))
    return {"asked_person": ended_badly.distinct().count(), "states": dict(states)}


def website_figures(plan: Plan) -> dict[str, int]:
    """Pages are ours: counted in our own shelf, apart from the platforms."""
    numbers = range(0, plan.items, ITEMS_WITH_A_PAGE)
    urls = [page_url(number) for number in numbers]
    published = Delivery.objects.filter(part="website", state=DeliveryState.PUBLISHED).count()
    return {
        "expected": len(urls),
        "shown": sum(web_copy(url) is not None for url in urls),
        "settled": published,
    }
