"""The real program: started, talked to over a socket, killed and started again."""

from __future__ import annotations

from pathlib import Path

import httpx2
import pytest

from tests.sandbox.driving import WECHAT, WEIBO, WechatDriver
from tests.sandbox.running import running_sandbox

LARGEST_RESIDENT_KIB = 70 * 1024


def resident_kib(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


@pytest.fixture
def client_of():
    clients = []

    def make(url):
        clients.append(httpx2.Client(base_url=url, trust_env=False, timeout=60))
        return clients[-1]

    yield make
    for client in clients:
        client.close()


def test_program_serves_stops_on_terminate_and_keeps_its_data(tmp_path, client_of):
    with running_sandbox(tmp_path) as (url, process):
        http = client_of(url)
        http.post("/sandbox/accounts", json={"wechat": [WECHAT], "weibo": [WEIBO]}).raise_for_status()
        driver = WechatDriver(http)
        publish_id = driver.publish()
        http.post("/sandbox/clock", json={"seconds": 2}).raise_for_status()
        assert driver.post("freepublish/get", {"publish_id": publish_id})["publish_status"] == 0
        assert http.get("/").status_code == 200
        assert resident_kib(process.pid) <= LARGEST_RESIDENT_KIB
    assert process.returncode == 0

    with running_sandbox(tmp_path) as (url, process):
        articles = client_of(url).get("/sandbox/record").json()["wechat"]["articles"]
        process.kill()
        process.wait()

    assert [article["title"] for article in articles] == ["防汛提示"]
    with running_sandbox(tmp_path) as (url, _):
        assert client_of(url).get("/sandbox/record").json()["wechat"]["articles"] == articles
