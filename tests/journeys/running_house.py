"""The small office as it runs in life: sandbox, web server and worker as processes, on ports of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.sandbox.running import running_sandbox
from zhenglian.cli.addresses import free_port, wait_until_answering
from zhenglian.config import environment as env

ROOT = Path(__file__).parents[2]
SECONDS = 300  # a busy machine is slow
END_SECONDS = 60


@dataclass(frozen=True)
class House:
    site_url: str
    sandbox_url: str


@contextmanager
def running_house(folder: Path) -> Iterator[House]:
    """Prepared, started, and ended in the end."""
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    with ExitStack() as last:
        sandbox, _ = last.enter_context(running_sandbox(folder / "sandbox"))
        surroundings = environment(folder / "data", site, sandbox)
        run([sys.executable, "-m", "tests.journeys.small_office"], surroundings)
        for words in (["web", "--port", str(port)], ["worker"]):
            command = [sys.executable, "-m", "zhenglian.cli.main", *words]
            last.callback(end, subprocess.Popen(command, env=surroundings, cwd=ROOT))
        assert wait_until_answering(f"{site}/healthz", give_up=lambda: False, seconds=SECONDS)
        yield House(site, sandbox)


def environment(data: Path, site: str, sandbox: str) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        "DJANGO_SETTINGS_MODULE": "tests.journeys.small_settings",
        env.DEMO.name: "1",
        env.DATABASE_URL.name: "",
        env.DATA_DIR.name: str(data),
        env.SITE_URL.name: site,
        env.ALLOWED_HOSTS.name: "127.0.0.1",
        env.WECHAT_API.name: sandbox,
        env.WEIBO_API.name: sandbox,
        env.HTTP_PROXY.name: "",
        env.EMAIL_URL.name: "",
        env.LOG_FORMAT.name: "text",
        env.LOG_LEVEL.name: "WARNING",
    }


def run(command: list[str], surroundings: dict[str, str]) -> None:
    subprocess.run(command, env=surroundings, cwd=ROOT, check=True, timeout=SECONDS)


def end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
