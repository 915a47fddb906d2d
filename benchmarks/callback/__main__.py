"""The callback next to other frameworks, on the same machine, from the same client, in alternating rounds.

Each server has one core and the generator the other. What is done for a message is the same: verify,
decrypt, find the double, one row on disk, an encrypted reply after the commit. Ours does it for 200 accounts
with rules.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from benchmarks.callback.loop import microseconds_a_message
from benchmarks.callback.rounds import measure
from benchmarks.callback.servers import Field
from benchmarks.callback.summary import Figures, summary, table
from benchmarks.servers import ROOT


def main() -> int:
    arguments = read_arguments()
    (ROOT / "var").mkdir(exist_ok=True)
    # Not in /tmp, which may be memory: a commit has to reach a disk.
    with tempfile.TemporaryDirectory(prefix="callback-", dir=ROOT / "var") as folder:
        figures = measured_in(Path(folder), arguments)
    print(table(figures))
    if arguments.json:
        print(json.dumps(figures, ensure_ascii=False))
    return 0 if figures["ok"] else 1


def measured_in(folder: Path, arguments: argparse.Namespace) -> Figures:
    with ExitStack() as stack:
        field = Field(folder, stack)
        field.start(with_slow=not arguments.no_slow_disk, with_postgres=not arguments.no_postgres)
        measured = measure(field, arguments.seconds, arguments.rounds)
        return summary(measured, field.missing, microseconds_a_message(field.accounts[0]))


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.callback", description=__doc__)
    parser.add_argument("--seconds", type=float, default=2.0, help="of load on each server in each round")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--quick", action="store_true", help="two rounds of one second: for a look")
    parser.add_argument("--no-slow-disk", action="store_true", help="leave out the disk with 2 ms a sync")
    parser.add_argument("--no-postgres", action="store_true", help="leave out PostgreSQL")
    parser.add_argument("--json", action="store_true", help="one JSON object as the last line")
    arguments = parser.parse_args()
    if arguments.quick:
        arguments.seconds, arguments.rounds = 1.0, 2
    return arguments


if __name__ == "__main__":
    sys.exit(main())
