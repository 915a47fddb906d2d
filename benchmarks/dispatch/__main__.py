"""`python -m benchmarks.dispatch`: the real messages' arrival through today's process and through ours.

Same messages, same offices, same staff, the real working calendar. Today's delays are the replies' own;
ours are simulated. What is assumed is printed, and how the result changes with it. No message is printed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import fmean, median
from typing import TYPE_CHECKING, Any

from benchmarks.dispatch import replay
from benchmarks.dispatch.messages import Message, read_messages
from benchmarks.dispatch.replay import Assumed
from benchmarks.dispatch.telling import TERM, told

if TYPE_CHECKING:
    from zhenglian.workdays.calendar import Calendar

DATA = Path(__file__).parents[3] / "shared" / "data" / "messages"
SEED, RUNS = 20261123, 20
HELD_OUT_OF = 3
Row = dict[str, Any]  # JSON: figures


def main() -> int:
    arguments = read_arguments()
    if not arguments.messages.exists():
        print(f"Skipped: {arguments.messages.name} is not there; name messages with replies by --messages.")
        return 0
    messages, left_out = read_messages(arguments.messages)
    assumed, source = assumptions(arguments)
    figures = compare(messages, assumed, shipped_calendar(), (arguments.seed, arguments.runs))
    figures |= {"left_out": left_out, "routing_from": source}
    print(told(figures, assumed))
    if arguments.json:
        print(json.dumps(figures, ensure_ascii=False))
    return 0 if figures["ok"] else 1


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dispatch", description=__doc__)
    parser.add_argument("--messages", type=Path, default=DATA / "replies_train.jsonl")
    parser.add_argument(
        "--labelled", type=Path, default=DATA / "labelled_train.jsonl", help="to measure routing"
    )
    for name, what in (
        ("sure", "share the machine routes"),
        ("right", "right among these"),
        ("person", "right among two"),
    ):
        parser.add_argument(f"--{name}", type=float, help=f"{what}; else measured on --labelled")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--runs", type=int, default=RUNS, help="simulations, of which means are shown")
    parser.add_argument("--json", action="store_true", help="one JSON object as the last line")
    return parser.parse_args()


def shipped_calendar() -> Calendar:
    """As `workdays.api.calendar()` gives it where the operator has added no notice; without a database."""
    from zhenglian.workdays.calendar import Calendar
    from zhenglian.workdays.shipped import shipped_years

    years = shipped_years()
    off = {day: name for year in years for day, name in year.off.items()}
    make_up = {day: name for year in years for day, name in year.make_up.items()}
    return Calendar(frozenset(year.year for year in years), off, make_up)


def assumptions(arguments: argparse.Namespace) -> tuple[Assumed, str]:
    """The routing as told on the command line, or as measured here on messages that were not learnt from."""
    given = (arguments.sure, arguments.right, arguments.person)
    if None not in given:
        return Assumed(*given), "the command line"
    if not arguments.labelled.exists():
        sys.exit("The routing can be measured nowhere: name --labelled, or --sure, --right and --person.")
    measured = measured_routing(arguments.labelled, arguments.seed)
    names = ("sure", "sure_accuracy", "top2")
    values = [measured[name] if told is None else told for name, told in zip(names, given, strict=True)]
    return Assumed(*values), f"{measured['messages']} held-out messages of {arguments.labelled.name}"


def measured_routing(path: Path, seed: int) -> Row:
    """Of the classifier without the sentence model, on a third held out by a hash of the body."""
    from benchmarks.checks import set_up

    set_up()
    from zhenglian.cli.cases import TARGET
    from zhenglian.triage.learning.corpus import folds_of, material_beside
    from zhenglian.triage.learning.trials import Trial, trial

    print("Measuring the routing …", file=sys.stderr, flush=True)
    material = material_beside(path)
    parts = list(zip(material.labelled, folds_of(material.labelled, HELD_OUT_OF, seed), strict=True))
    kept, held = [row for row, part in parts if part], [row for row, part in parts if not part]
    return trial(replace(material, labelled=kept), held, Trial(seed, TARGET, with_model=False))


def compare(
    messages: Sequence[Message], assumed: Assumed, calendar: Calendar, chance: tuple[int, int]
) -> dict[str, Any]:
    """`chance`: seed and number of runs. Medians are means over the runs of each run's median."""
    today = summed([each.days for each in messages])
    shares = replay.handling_shares(messages)
    variants = {name: ran(messages, each, calendar, chance) for name, each in variants_of(assumed).items()}
    ours, at_mean_pace = variants.pop("ours"), variants.pop("mean pace")
    return {
        "ok": ours["median_days"] <= today["median_days"] and ours["within_15"] >= today["within_15"],
        "messages": len(messages),
        "offices": len(replay.by_office(messages)),
        "today": today,
        "ours": ours,
        "ours_at_mean_pace": at_mean_pace,
        "workload_at_mean_pace": round(replay.workload(messages, calendar, None), 3),
        "workload": round(replay.workload(messages, calendar), 3),
        "dated_replies": len(shares),
        "handling_share": round(fmean(shares), 3) if shares else None,
        "same_times_other_order": summed(replay.same_times_other_order(messages)),
        "sensitivity": variants,
    }


def variants_of(assumed: Assumed) -> dict[str, Assumed]:
    found = {"ours": assumed, "mean pace": replace(assumed, best_days=None)}
    for part in (0.8, 1.0, 1.2):
        for right in (0.8, 0.9, 1.0):
            name = f"capacity {part:.0%}, routing right {right:.0%}"
            found[name] = replace(assumed, capacity=part, right=right)
    found |= {f"capacity {part:.0%}": replace(assumed, capacity=part) for part in (0.5, 0.8, 1.2)}
    found["nothing routed by the machine"] = replace(assumed, sure=0.0)
    found |= {
        f"handling is {part:.0%} of today's delay": replace(assumed, handling=part)
        for part in (0.5, 0.65, 0.8, 1.0)
    }
    found |= {
        f"a reminder saves {part:.0%} of the time left": replace(assumed, saved=part) for part in (0.25, 0.5)
    }
    return found


def ran(messages: Sequence[Message], assumed: Assumed, calendar: Calendar, chance: tuple[int, int]) -> Row:
    seed, runs = chance
    done = [replay.replay(messages, assumed, calendar, Random(seed + number)) for number in range(runs)]
    each = [summed(run.days) for run in done]
    means = {name: round(fmean(row[name] for row in each), 4) for name in each[0]}
    within = [row["within_15"] for row in each]
    moved = fmean(sum(count for moves, count in run.moves.items() if moves) for run in done)
    return means | {
        "median_days_to_begin": round(fmean(median(run.waited) for run in done), 2),
        "moved": round(moved / len(messages), 4),
        "within_15_lowest": min(within),
        "within_15_highest": max(within),
    }


def summed(days: Sequence[float]) -> Row:
    in_order = sorted(days)
    return {
        "median_days": round(median(in_order), 2),
        "mean_days": round(fmean(in_order), 2),
        "p90_days": round(in_order[int(0.9 * (len(in_order) - 1))], 2),
        "within_15": round(sum(day <= TERM for day in in_order) / len(in_order), 4),
    }


if __name__ == "__main__":
    sys.exit(main())
