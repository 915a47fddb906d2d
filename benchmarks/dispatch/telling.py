"""The result in words: both processes side by side, what is assumed, and what follows if it is not so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmarks.dispatch import replay
from benchmarks.dispatch.replay import Assumed

TERM = 15  # calendar days
Figures = Mapping[str, Any]  # JSON


def told(figures: Figures, assumed: Assumed) -> str:
    first = {
        "today: the replies' own delays": figures["today"],
        "ours: same staff": figures["ours"],
        "only the order changed, today's times": figures["same_times_other_order"],
    }
    head = f"{'':<46}{'median':>8}{'mean':>8}{'p90':>8}{'within 15 days':>16}"
    premises = [f"- {each}" for each in (*about_offices(figures), *about_routing(figures, assumed))]
    others = [_line(*pair) for pair in figures["sensitivity"].items()]
    lines = [_line(*pair) for pair in first.items()]
    return "\n".join([head, *lines, "", "Assumed:", *premises, "", "If not:", *others])


def _line(name: str, row: Figures) -> str:
    days = "".join(f"{row[key]:>8.1f}" for key in ("median_days", "mean_days", "p90_days"))
    return f"{name:<46}{days}{row['within_15']:>16.1%}"


def about_offices(figures: Figures) -> tuple[str, ...]:
    return (
        (
            f"{figures['messages']} messages of {figures['offices']} cities are all the work there is "
            f"({figures['left_out']} without times left out); each city's staff works for that city only."
        ),
        (
            f"Capacity is the answers a working day of the city's best {replay.MONTH} working days in a row "
            f"of the year. At that pace today's staff is busy {figures['workload']:.0%} of the time. The "
            "mean pace of a year would say nothing about capacity: it equals what came in."
        ),
        f"Unused capacity is lost after {replay.STOCK} working days; nothing is taken up on rest days.",
        (
            f"Handling takes as long as it did, {figures['handling_share'] or 1:.0%} of today's delay: "
            f"{figures['dated_replies']} replies tell the date of the first thing done, for the others "
            "one is drawn from these. Work before the first date told would make ours slower: see below."
        ),
        "The file holds answered messages only; what was never answered is in neither column.",
    )


def about_routing(figures: Figures, assumed: Assumed) -> tuple[str, ...]:
    return (
        (
            f"{assumed.sure:.1%} are routed by the machine at once, {assumed.right:.1%} of these to the "
            f"right office; the others by a person after {assumed.desk_days} working day, "
            f"{assumed.person:.1%} right, as often as the right one is among two. "
            f"From {figures['routing_from']}; measured on topics, taken for offices."
        ),
        (
            f"A wrong office refuses after {assumed.refusal_days} working day, which costs it "
            f"{assumed.refusal_cost} of an answer; a person chooses again; after {assumed.most_moves} moves "
            f"arbitration takes {assumed.arbiter_days} working days."
        ),
        (
            f"The nearest deadline comes first: {TERM} days from receipt, which moves do not change. A "
            f"reminder on day {replay.REMINDED.days} makes nobody faster "
            f"({assumed.saved:.0%} of the time left is saved)."
        ),
    )
