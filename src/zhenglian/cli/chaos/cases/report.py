"""The figures of a run: what people were answered, held against every stored row."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import connection, connections

from zhenglian.audit.api import verify_chain
from zhenglian.cases.rounds import sweep
from zhenglian.cases.simulation.checking import check_everything
from zhenglian.cli.chaos.cases.counting import CaseTally, count_acts, count_photos, count_rows, uncertain
from zhenglian.cli.chaos.cases.plan import CasePlan
from zhenglian.cli.chaos.cases.steps import WEB_STEPS, WORKER_STEPS
from zhenglian.cli.chaos.cases.stored import (
    files_without_rows,
    kept_photos,
    kept_rows,
    mail_figures,
    steps_of_people,
    unaudited_steps,
    wrong_moves,
)
from zhenglian.cli.chaos.cases.telling import read_told
from zhenglian.cli.chaos.steps import kills
from zhenglian.kernel.clock import SYSTEM, FixedClock

NAMED_IN_DETAIL = 20
MUCH_LATER = timedelta(days=2)  # whatever nobody came back for is swept by then
MUST_BE_0 = (
    "lost", "duplicated", "strange", "photos_lost", "photos_doubled", "photos_misplaced", "acts_lost",
    "acts_doubled", "moves_wrong", "without_owner", "clocks_differing", "about_themselves", "out_of_table",
    "moved_too_often", "unapproved", "unaudited", "chain_problems", "mails_doubled", "files_orphaned",
    "answers_5xx", "never_answered", "broken",
)  # fmt: skip


def write_report(plan: CasePlan, seconds: dict[str, float], is_done: bool) -> None:
    connections.close_all()
    told = read_told(plan.told.read_text(encoding="utf-8").splitlines())
    said = json.loads((plan.folder / "courier.json").read_text())
    tally = CaseTally()
    count_rows(told, kept_rows(), tally)
    count_acts(told, steps_of_people(), tally)
    swept = files_without_rows()
    sweep(clock=FixedClock(SYSTEM.now() + MUCH_LATER))
    count_photos(told, kept_photos(), tally)
    refused = Counter(name for one in told for name in one.refused)
    figures: dict[str, Any] = {  # Any: JSON
        "reports": plan.reports,
        "sent": Counter(each.kind for one in told for each in one.sendings),
        **tally.figures,
        **wrong_figures(),
        "files_swept": swept,
        "files_orphaned": files_without_rows(),
        **mail_figures(),
        "answers_5xx": len(said["faults"]),
        "never_answered": len(uncertain(told)),
        "broken": sum(bool(one.broken) for one in told) + abs(plan.reports - len(told)),
        "refused": refused,
        "acts": sum((one.acts for one in told), Counter()),
        "http": said["counts"],
        "database": connection.vendor,
        "seed": plan.seed,
        "kills": kill_figures(plan),
        "seconds": {name: round(taken, 1) for name, taken in seconds.items()},
        "is_done": is_done,
        "detail": detail(tally, said["faults"], [one.broken for one in told if one.broken]),
    }
    figures = {"ok": is_done and not any(figures[name] for name in MUST_BE_0), **figures}
    (plan.folder / "report.json").write_text(json.dumps(figures, ensure_ascii=False))


def wrong_figures() -> dict[str, int]:
    """What the simulation's check finds in every row, the moves counted anew, the record of decisions."""
    checked, chain = asdict(check_everything()), verify_chain()
    return {
        "cases": checked["cases"],
        "steps": checked["steps"],
        "without_owner": checked["moments_without_owner"],
        "moves_wrong": len(wrong_moves()),
        "clocks_checked": checked["clocks_checked"],
        **{
            name: checked[name]
            for name in (
                *("clocks_differing", "about_themselves", "out_of_table", "moved_too_often"),
                "unapproved",
            )
        },
        "unaudited": len(unaudited_steps()),
        "audited": apps.get_model("audit", "Entry").objects.count(),
        "chain_problems": len(chain.problems),
    }


def kill_figures(plan: CasePlan) -> dict[str, int]:
    """Every named step, also those that were never hit."""
    done: Counter[str] = kills(plan.kill_log)
    return {step: done[step] for step in dict.fromkeys((*WEB_STEPS, *WORKER_STEPS, *done))}


def detail(tally: CaseTally, faults: list[str], broken: list[str]) -> dict[str, list[Any]]:  # Any: names
    named = {name: rows[:NAMED_IN_DETAIL] for name, rows in asdict(tally).items() if rows}
    return named | {"faults": faults[:NAMED_IN_DETAIL], "broken": broken[:NAMED_IN_DETAIL]}
