"""Behind granian the gateway says the same through RSGI as through ASGI: real server, real connections."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx2
import pytest

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def served(interface, folder):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "granian", "tests.gateway.interfaces_site:application",
        "--interface", interface, "--http", "1", "--port", str(port), "--loop", "uvloop", "--no-ws",
    ]  # fmt: skip
    environ = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "ZHENGLIAN_DATA_DIR": str(folder)}
    with (folder / f"{interface}.log").open("wb") as output:
        server = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=output, stderr=output)
        try:
            with httpx2.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
                until(lambda: answers(client))
                yield client
        finally:
            server.terminate()
            server.wait(120)


def answers(client):
    try:
        return client.get("/gone").status_code == 200
    except httpx2.HTTPError:
        return False


def until(holds, *, seconds=120):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    folder = tmp_path_factory.mktemp("interfaces")
    with ExitStack() as running:
        yield [running.enter_context(served(interface, folder)) for interface in ("asgi", "rsgi")]


def pieces():
    yield b"a" * 70_000
    yield b"b" * 50_000


@pytest.mark.parametrize(
    "request_of",
    [
        lambda client: client.get("/a/b?x=1&y=%E8%B7%AF", headers={"x-word": "w"}),
        lambda client: client.get("/%E8%B7%AF%E7%81%AF/%2Fx"),
        lambda client: client.head("/a"),
        lambda client: client.post("/staff/up", content=b"x" * 3_000_000),
        lambda client: client.post("/up", content=b""),
        lambda client: client.put("/up", content=pieces()),
        lambda client: client.get("/stream"),
    ],
    ids=["query", "escaped path", "head", "upload", "no body", "chunks", "stream"],
)
def test_both_interfaces_answer_alike(both, request_of):
    asgi, rsgi = (request_of(client) for client in both)

    assert rsgi.status_code == asgi.status_code
    assert comparable(rsgi, both[1]) == comparable(asgi, both[0])


def comparable(answer, client):
    fields = {name: value for name, value in answer.headers.items() if name not in {"date", "server"}}
    text = answer.text.replace(str(client.base_url.port), "PORT")
    fields.pop("content-length", None)
    return fields, json.loads(text) if text.startswith("{") else text


def test_application_hears_when_a_reader_goes(both):
    for client in both:
        with client.stream("GET", "/wait") as answer:
            assert next(answer.iter_raw()) == b"begun"

        until(lambda client=client: client.get("/gone").json() == {"gone": ["http.disconnect"]})


def test_field_that_is_no_ascii_is_lost_through_rsgi_and_nothing_else(both):
    answer = both[1].get("/a?x=1", headers=[(b"x-word", b"caf\xe9")])

    assert (answer.json()["word"], answer.json()["query"]) == ("", "x=1")
