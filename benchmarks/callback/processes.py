"""Server processes of a measurement: pinned to one core, their processor time read, ended afterwards."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.callback.load import pinned
from benchmarks.servers import ROOT, NotUp

READY_S = 90.0
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Running:
    address: str
    pid: int

    def cpu_seconds(self) -> float:
        """Of the process and all below it that are alive."""
        return sum(cpu_seconds(pid) for pid in family(self.pid))


@contextmanager
def running(
    command: Sequence[str], port: int, *, core: int, environ: Mapping[str, str], log: Path
) -> Iterator[Running]:
    """The server once it accepts connections. Raises NotUp with the end of its log."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            pinned(core, list(command)),
            env=dict(environ),
            stdout=output,
            stderr=output,
            cwd=ROOT,
            start_new_session=True,
        )
        try:
            wait_until_listening(port, process, log)
            yield Running(f"http://127.0.0.1:{port}", process.pid)
        finally:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_until_listening(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    give_up = time.monotonic() + READY_S
    while time.monotonic() < give_up and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise NotUp("\n".join(log.read_text(errors="replace").splitlines()[-20:]))


def family(pid: int) -> list[int]:
    """The process and everything it began."""
    below: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and (fields := stat_fields(int(folder.name))):
            below.setdefault(int(fields[1]), []).append(int(folder.name))
    found = [pid]
    for each in found:
        found.extend(below.get(each, []))
    return found


def cpu_seconds(pid: int) -> float:
    fields = stat_fields(pid)
    return (int(fields[11]) + int(fields[12])) / TICKS if fields else 0.0


def stat_fields(pid: int) -> list[str]:
    """From the state on, as proc(5) counts from 3; empty for a process that is gone."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return []
    return text.rpartition(")")[2].split()
