"""`zhenglian measure-footprint`: how soon the sample office is up, and how much memory all of it holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from zhenglian.cli.addresses import DIRECT
from zhenglian.cli.instance import Instance, Measured, measuring_command
from zhenglian.cli.wording import _

MOST_MEGABYTES = 600
MOST_SECONDS = 90
VISITS = 40  # so that every thread has worked before memory is read


@dataclass(frozen=True, slots=True)
class Process:
    """`rss` counts shared pages fully, `pss` by the share of each process; both in MB."""

    name: str
    rss: float
    pss: float


@measuring_command("measure-footprint", _("Measure start time and memory of everything together."))
def measure_footprint(instance: Instance) -> Measured:
    """The bar is set on RSS, the larger figure."""
    if instance.pid is None:
        raise click.UsageError(_("Memory can only be read of an instance of one's own: leave out --at."))
    for _visit in range(VISITS):
        for path in ("/", "/staff/login/", "/healthz"):
            DIRECT.open(instance.site_url + path, timeout=60).read()
    processes = [process_of(pid) for pid in family(instance.pid)]
    Console(stderr=True).print(table_of(processes, instance.seconds))
    rss = sum(process.rss for process in processes)
    figures = {
        "seconds_to_ready": round(instance.seconds, 1),
        "processes": len(processes),
        "rss_mb": round(rss),
        "pss_mb": round(sum(process.pss for process in processes)),
    }
    return Measured(rss <= MOST_MEGABYTES and instance.seconds <= MOST_SECONDS, figures)


def family(pid: int) -> list[int]:
    """The process and all that descend from it (Linux)."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(member for child in children for member in family(int(child)))]


def process_of(pid: int) -> Process:
    words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    name = " ".join(word for word in words[2:5] if not word.startswith("/"))
    kilobytes = {
        line.split(":")[0]: int(line.split()[1])
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    }
    return Process(name, kilobytes["Rss"] / 1024, kilobytes["Pss"] / 1024)


def table_of(processes: list[Process], seconds: float) -> Table:
    table = Table(_("Process"), "RSS MB", "PSS MB", title=_("Ready after {s:.1f} s").format(s=seconds))
    for process in processes:
        table.add_row(process.name, f"{process.rss:.0f}", f"{process.pss:.0f}")
    return table
