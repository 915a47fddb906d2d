"""`zhenglian chaos`: proves by disturbing. Its parts are modules of their own."""

from zhenglian.cli.chaos.cases.command import cases
from zhenglian.cli.chaos.deliveries import chaos
from zhenglian.cli.chaos.fuzz.command import fuzz
from zhenglian.cli.chaos.pushes.command import callbacks

chaos.add_command(callbacks)
chaos.add_command(cases)
chaos.add_command(fuzz)

__all__ = ["chaos"]
