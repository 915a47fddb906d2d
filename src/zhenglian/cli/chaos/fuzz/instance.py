"""The throw-away instance that is fired at: the product's own web server, its log and its memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2

from zhenglian.cli.addresses import wait_until_answering
from zhenglian.cli.chaos.pushes.running import finish
from zhenglian.cli.chaos.running import ChaosBroken

START_S = 90.0
COMPLAINTS = (
    "Traceback (most recent call last)",
    "callback_failed",
    "journal_failed",
    "book_failed",
    "inbox.batch_failed",
    "inbox.push_failed",
    "inbox.push_put_aside",
)


def open_accounts(path: Path) -> None:
    """Runs in a process of its own. Writes what a platform knows: two of WeChat, one of Weibo."""
    from zhenglian.accounts.api import account_by_id, open_account, update_credentials
    from zhenglian.accounts.enums import Platform
    from zhenglian.cli.chaos.listeners import open_listeners

    sheets = open_listeners(2)
    plain = account_by_id(int(sheets[1]["id"]))
    update_credentials(plain, {"message_mode": "plain"}, actor=None)
    weibo = open_account(Platform.WEIBO, name="微博", handle="5501234567", unit=plain.unit, actor=None)
    keys = {"app_key": "3020012345", "app_secret": "0123456789abcdef0123456789abcdef"}
    update_credentials(weibo, {**keys, "safe_domain": "www.example.gov.cn"}, actor=None)
    known = {"id": weibo.pk, "uid": weibo.handle, "app_secret": keys["app_secret"]}
    path.write_text(json.dumps({"wechat": sheets, "weibo": known}))


@contextmanager
def web(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """`zhenglian web`, its output in the folder's `web.log`. Raises ChaosBroken."""
    command = [sys.executable, "-m", "zhenglian.cli.main", "web", "--port", str(port)]
    with (folder / "web.log").open("wb") as log:
        package = str(Path(__file__).resolve().parents[4])
        environ = {**os.environ, "PYTHONPATH": package, "ZHENGLIAN_LOG_LEVEL": "WARNING"}
        process = subprocess.Popen(command, env=environ, stdout=log, stderr=log)
        try:
            ready = wait_until_answering(
                f"http://127.0.0.1:{port}/callbacks/",
                give_up=lambda: process.poll() is not None,
                seconds=START_S,
            )
            if not ready:
                raise ChaosBroken("the web server did not start")
            load_the_site(port)
            yield process
        finally:
            process.terminate()
            process.wait(120)


def load_the_site(port: int) -> None:
    """What misses the callbacks goes to Django, whose first request loads it: no growth under fire."""
    httpx2.post(f"http://127.0.0.1:{port}/", timeout=START_S, trust_env=False)


def resident_kb(pid: int) -> int:
    """Of the process and those it began: the memory that is really held, in KiB."""
    total = 0
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            status = (folder / "status").read_text()
        except OSError:
            continue
        fields = dict(line.partition(":")[::2] for line in status.splitlines())
        if folder.name == str(pid) or fields.get("PPid", "").strip() == str(pid):
            total += int(fields.get("VmRSS", "0").split()[0])
    return total


def take_in_all(folder: Path) -> None:
    """In a process of its own: what was believed is taken in, with what is logged in `inbox.log`."""
    from django.conf import settings
    from django.db import connections

    from zhenglian.channels.door import move_pushes
    from zhenglian.inbox.api import take_in

    with (folder / "inbox.log").open("wb") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
        connections.close_all()
        while move_pushes(settings.DATA_DIR) + take_in():
            pass


def complaints(folder: Path) -> dict[str, int]:
    """What the logs say of faults of ours, by word."""
    logs = [folder / name for name in ("web.log", "inbox.log")]
    text = "".join(path.read_text(errors="replace") for path in logs if path.exists())
    return {word: count for word in COMPLAINTS if (count := text.count(word))}


def accounts_of(folder: Path) -> dict[str, Any]:  # Any: JSON
    from zhenglian.cli.chaos.group import fork

    path = folder / "accounts.json"
    finish(fork(open_accounts, path), "the accounts could not be opened")
    known: dict[str, Any] = json.loads(path.read_text())
    return known
