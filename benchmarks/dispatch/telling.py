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
        f"ours: same staff at its best {replay.MONTH} days' pace": figures["ours"],
        "ours: same staff at its mean pace": figures["ours_at_mean_pace"],
        "only the order changed, today's times": figures["same_times_other_order"],
    }
    head = f"{'':<52}{'median':>8}{'mean':>8}{'p90':>8}{'within 15 days':>16}"
    premises = [f"- {each}" for each in (*about_offices(figures), *about_routing(figures, assumed))]
    others = [_line(*pair) for pair in figures["sensitivity"].items()]
    lines = [_line(*pair) for pair in first.items()]
    return "\n".join(
        [head, *lines, "", *rests_on(figures), "", "Assumed:", *premises, "", "If not:", *others]
    )


def rests_on(figures: Figures) -> tuple[str, ...]:
    """What the reader must know before believing the two lines of ours."""
    best, mean, today = (figures[name] for name in ("ours", "ours_at_mean_pace", "today"))
    verdict = "worse" if mean["median_days"] > today["median_days"] else "no worse"
    return (
        "The result rests on what the staff can do in a day, which the messages do not tell:",
        (
            f"- at the pace of each city's best {replay.MONTH} working days in a row, kept up all year, "
            f"ours has {best['within_15']:.1%} within {TERM} days, today's {today['within_15']:.1%};"
        ),
        (
            f"- at the mean pace (busy {figures['workload_at_mean_pace']:.0%} of the time) ours is {verdict} "
            f"than today: {mean['within_15']:.1%} within {TERM} days, median {mean['median_days']:.1f} days. "
            "Where there is no slack a queue only grows, in whatever order it is worked off."
        ),
    )


def _line(name: str, row: Figures) -> str:
    days = "".join(f"{row[key]:>8.1f}" for key in ("median_days", "mean_days", "p90_days"))
    return f"{name:<52}{days}{row['within_15']:>16.1%}"


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
