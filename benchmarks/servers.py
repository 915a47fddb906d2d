"""Servers of a measurement: granian with one target each, on a free port, ended with the measurement."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
READY_S = 60.0


class NotUp(RuntimeError):
    """A server did not answer in time; the text holds the end of its log."""


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The outer environment with everything of ours pointing into the folder."""
    path = os.pathsep.join(filter(None, (str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", ""))))
    return {
        **os.environ,
        "PYTHONPATH": path,
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "zhenglian.config.settings"),
        "DATABASE_URL": "",
        "ZHENGLIAN_DEMO": "1",
        "ZHENGLIAN_DATA_DIR": str(folder),
        "ZHENGLIAN_LOG_LEVEL": "ERROR",
        **more,
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def served(
    target: str, *, interface: str, workers: int, environ: Mapping[str, str], log: Path
) -> Iterator[str]:
    """The address of a running server. Raises NotUp."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "granian",
        target,
        "--interface",
        interface,
        "--workers",
        str(workers),
        "--port",
        str(port),
        "--loop",
        "uvloop",
        "--no-ws",
        "--log-level",
        "warning",
        "--backlog",
        "1024",
    ]
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=dict(environ), stdout=output, stderr=output, cwd=ROOT)
        try:
            wait_until_answering(f"http://127.0.0.1:{port}/robots.txt", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(30)


def wait_until_answering(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + READY_S
    while time.monotonic() < end and process.poll() is None:
        try:
            body_of(url)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise NotUp("\n".join(log.read_text(errors="replace").splitlines()[-20:]))


def body_of(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=10) as answer:
        body: bytes = answer.read()
        return body
