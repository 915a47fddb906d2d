"""`python -m zhenglian_sandbox`: one process that serves the sandbox until it is told to stop."""

import argparse
import asyncio
import logging
import random
import signal
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from .app import create_app
from .pace import Pace


def main(argv: Sequence[str] | None = None) -> int:
    """Run until SIGINT or SIGTERM; answers the exit status."""
    options = _parser().parse_args(argv)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        asyncio.run(_serve(options))
    except KeyboardInterrupt:
        return 0
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="zhenglian_sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8790)
    parser.add_argument("--data", type=Path, required=True, help="folder that keeps everything")
    parser.add_argument(
        "--publish-delay",
        type=float,
        default=1.0,
        help="seconds until an accepted publication settles (default 1)",
    )
    parser.add_argument(
        "--clock-rate", type=_above_zero, default=1.0, help="seconds of the sandbox's clock in one second"
    )
    parser.add_argument(
        "--clock-start", type=_aware, metavar="ISO", help="what the clock shows at first (default: now)"
    )
    parser.add_argument(
        "--clock-since",
        type=float,
        metavar="EPOCH",
        help="the real moment at which it showed that (default: now); lets several programs agree",
    )
    return parser


def _above_zero(text: str) -> float:
    rate = float(text)
    if not rate > 0:
        raise ValueError(text)
    return rate


def _aware(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


async def _serve(options: argparse.Namespace) -> None:
    pace = Pace(
        rate=options.clock_rate,
        start=options.clock_start or datetime.now(UTC),
        since=time.time() if options.clock_since is None else options.clock_since,
    )
    app = create_app(
        options.data,
        clock=pace.now,
        random=random.SystemRandom(),
        sleep=pace.sleep,
        publish_delay=options.publish_delay,
        rate=pace.rate,
    )
    # The embedded server stays inside this process: one interpreter, little memory.
    server = Server(
        app,
        address=options.host,
        port=options.port,
        interface=Interfaces.ASGI,
        websockets=False,
        log_level=LogLevels.error,
    )
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, server.stop)
    sys.stderr.write(f"sandbox: http://{options.host}:{options.port}/\n")
    await server.serve()


if __name__ == "__main__":
    sys.exit(main())
