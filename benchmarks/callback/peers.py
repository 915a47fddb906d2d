"""The other frameworks: installed on first use into var/, started as their documentation says."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from benchmarks.callback.messages import Account
from benchmarks.servers import ROOT

HERE = ROOT / "benchmarks" / "peers"
PYTHON_HOME, NODE_HOME = ROOT / "var" / "peers-venv", ROOT / "var" / "peers-node"
LOCK = ROOT / "requirements" / "peers.txt"
NODE_FILES = ("package.json", "package-lock.json", "server.js")
REPLY = "您的来信已收到，工作人员会在两个工作日内与您联系。"
WORKERS = 1  # one core: a second process only adds changes between the two
FLASK, FLASK_GRANIAN = "wechatpy + Flask, gunicorn sync", "wechatpy + Flask, granian WSGI"
ROBOT, KOA = "WeRoBot, granian WSGI", "co-wechat + koa"


class NotThere(RuntimeError):
    """A peer cannot be measured on this machine; the text says why."""


def environment_of(account: Account, database: str, port: int) -> dict[str, str]:
    return {
        "PEER_TOKEN": account.token,
        "PEER_AES_KEY": account.aes_key,
        "PEER_APPID": account.appid,
        "PEER_REPLY": REPLY,
        "PEER_DATABASE": database,
        "PEER_PORT": str(port),
        "PYTHONPATH": str(HERE),
    }


def command_of(name: str, port: int) -> list[str]:
    """Installs what the command needs. Raises NotThere."""
    if name == KOA:
        return node_command()
    bin_folder = python_bin()
    if name == FLASK:
        return [
            f"{bin_folder}/gunicorn",
            "--workers",
            str(WORKERS),
            "--bind",
            f"127.0.0.1:{port}",
            "--chdir",
            str(HERE),
            "--log-level",
            "warning",
            "flask_app:app",
        ]
    target = "robot_app:application" if name == ROBOT else "flask_app:app"
    return [
        f"{bin_folder}/granian",
        "--interface",
        "wsgi",
        "--workers",
        str(WORKERS),
        "--port",
        str(port),
        "--blocking-threads",
        "1",
        "--backlog",
        "1024",
        "--log-level",
        "warning",
        target,
    ]


def python_bin() -> Path:
    """An environment that holds exactly the lock."""
    stamp = PYTHON_HOME / "stamp"
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != digest:
        print("Installing the Python peers …", file=sys.stderr)
        venv.create(PYTHON_HOME, with_pip=True, clear=True)
        pip = [f"{PYTHON_HOME}/bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        carry_out([*pip, "--no-deps", "--require-hashes", "-r", str(LOCK)], ROOT)
        stamp.write_text(digest)
    return PYTHON_HOME / "bin"


def node_command() -> list[str]:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise NotThere("node and npm are not installed")
    digest = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in NODE_FILES)).hexdigest()
    stamp = NODE_HOME / "stamp"
    if not stamp.exists() or stamp.read_text() != digest:
        print("Installing the Node peer …", file=sys.stderr)
        NODE_HOME.mkdir(parents=True, exist_ok=True)
        for name in NODE_FILES:
            shutil.copyfile(HERE / name, NODE_HOME / name)
        carry_out([npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"], NODE_HOME)
        stamp.write_text(digest)
    return [node, str(NODE_HOME / "server.js")]


def carry_out(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotThere(f"{Path(command[0]).name} failed: {(done.stderr or done.stdout).strip()[-300:]}")
