"""The measurement of the callback: messages, answers, ratios, bars, and what disqualifies."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from urllib.parse import parse_qsl

import pytest
from benchmarks.callback import loop, peers, rows
from benchmarks.callback.load import LoadFailed, by_asyncio, prepared
from benchmarks.callback.messages import (
    Account,
    WrongReply,
    checked_replies,
    message,
    pushed,
    write_requests,
)
from benchmarks.callback.processes import cpu_seconds, family
from benchmarks.callback.rounds import Measured, Round
from benchmarks.callback.servers import FLASK_POSTGRES, OURS, OURS_POSTGRES, SLOW
from benchmarks.callback.summary import summary, table

from tests.rules.files import ROOT
from zhenglian.channels.clients.wechat_push import WeChatDoor
from zhenglian.cli.chaos.listeners import keys_of

ACCOUNTS = [Account(number + 1, f"wx{number:016d}", **keys_of(number)) for number in range(3)]


def answer_of(number):
    account = ACCOUNTS[number % 3]
    query, body = pushed(message(ACCOUNTS, number), int(time.time()), "77")
    return loop.answer(query, body, account, cipher_of(account)).decode()


def cipher_of(account):
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    return Cipher(algorithms.AES(account.crypto.key), modes.CBC(account.crypto.key[:16]))


def test_product_opens_what_wechatpy_sealed():
    one = message(ACCOUNTS, 4)
    query, body = pushed(one, int(time.time()), "12")

    credentials = {"token": one.account.token, "aes_key": one.account.aes_key, "gh_id": one.account.gh_id}
    opened = WeChatDoor(1, one.account.appid, credentials).open(dict(parse_qsl(query)), body, time.time())

    assert (opened.sender, opened.text) == (one.sender, one.text)
    assert opened.key.startswith("m")


def test_messages_are_all_different_and_about_a_kilobyte(tmp_path):
    write_requests(tmp_path / "requests", ACCOUNTS, range(50), lambda account: f"/x/{account.id}")

    requests = list(prepared(tmp_path / "requests"))

    assert len(set(requests)) == len(requests) == 50
    assert all(900 < len(each) < 1900 for each in requests)
    assert {each.split(b"?")[0] for each in requests} == {b"POST /x/1", b"POST /x/2", b"POST /x/3"}


def reply(number, *, to=None, text="已收到"):
    """As a right server would say it."""
    account = ACCOUNTS[number % 3]
    inner = (
        f"<xml><ToUserName><![CDATA[o{to if to is not None else number:027d}]]></ToUserName>"
        f"<FromUserName><![CDATA[{account.gh_id}]]></FromUserName><MsgType><![CDATA[text]]></MsgType>"
        f"<Content><![CDATA[{text}]]></Content></xml>"
    )
    return account.crypto.encrypt_message(inner, "123", "1760000000")


def test_right_replies_are_counted():
    assert checked_replies([reply(number) for number in range(6)], ACCOUNTS, range(10)) == 6


@pytest.mark.parametrize(
    "body",
    [
        "success",
        reply(4, to=99),  # somebody who did not write
        reply(4, to=5),  # under another account's key
        reply(4).replace("<Encrypt><![CDATA[", "<Encrypt><![CDATA[AAAA"),  # another text than was signed
    ],
    ids=["plain", "stranger", "other account", "broken"],
)
def test_wrong_reply_is_refused(body):
    with pytest.raises(WrongReply):
        checked_replies([body], ACCOUNTS, range(10))


def test_round_without_a_reply_to_look_at_proves_nothing():
    with pytest.raises(WrongReply):
        checked_replies([], ACCOUNTS, range(10))


def test_floor_does_the_whole_work_of_a_message():
    sealed = answer_of(4).partition("<Encrypt>")[2].partition("</Encrypt>")[0]
    crypto = ACCOUNTS[1].crypto
    plain = cipher_of(ACCOUNTS[1]).decryptor()
    import base64

    clear = plain.update(base64.b64decode(sealed)) + plain.finalize()

    assert crypto._id.encode() in clear
    assert f"o{4:027d}".encode() in clear
    assert loop.microseconds_a_message(ACCOUNTS[0], count=20) > 1


def rounds(per_second, p99, cpu):
    return [Round(each, p99 / 2, p99, cpu, 100, 3) for each in per_second]


GOOD = {
    OURS: rounds([8000, 7500], 5, 130),
    peers.FLASK: rounds([1000, 1000], 40, 900),
    peers.ROBOT: rounds([1700, 1600], 20, 500),
    OURS + SLOW: rounds([5000], 9, 150),
    peers.FLASK + SLOW: rounds([300], 100, 950),
    OURS_POSTGRES: rounds([6500], 30, 170),
    FLASK_POSTGRES: rounds([1000], 40, 900),
}


def test_ratios_are_medians_of_the_rounds_own():
    figures = summary(Measured(GOOD), {}, 50.0)

    assert figures["throughput_ratio_flask"] == 7.75
    assert figures["throughput_ratio_best_peer"] == round((8000 / 1700 + 7500 / 1600) / 2, 3)
    assert (figures["p99_ratio_flask"], figures["cpu_ratio_flask"]) == (0.125, 0.144)
    assert figures["throughput_ratio_slow_disk"] == round(5000 / 300, 3)
    assert figures["throughput_ratio_postgres"] == 6.5
    assert (figures["best_peer"], figures["ok"], figures["missed"]) == (peers.ROBOT, True, [])


@pytest.mark.parametrize(
    ("name", "worse", "missed"),
    [
        (OURS, rounds([6900, 6900], 5, 130), "throughput_ratio_flask"),
        (peers.ROBOT, rounds([2500, 2500], 20, 500), "throughput_ratio_best_peer"),
        (OURS, rounds([8000, 8000], 9, 130), "p99_ratio_flask"),
        (OURS, rounds([8000, 8000], 5, 151), "cpu_ratio_flask"),
        (OURS + SLOW, rounds([4400], 9, 150), "throughput_ratio_slow_disk"),
        (OURS_POSTGRES, rounds([5900], 30, 170), "throughput_ratio_postgres"),
    ],
)
def test_every_bar_decides(name, worse, missed):
    figures = summary(Measured({**GOOD, name: worse}), {}, 50.0)

    assert missed in figures["missed"]
    assert figures["ok"] is False
    assert "MISSED" in table(figures)


def test_server_that_loses_rows_is_disqualified_and_named():
    figures = summary(Measured(dict(GOOD), lost={peers.ROBOT: 3}), {}, 50.0)

    assert figures["best_peer"] == peers.FLASK
    assert peers.ROBOT not in figures["servers"]
    assert f"LOST ROWS: {peers.ROBOT}: 3" in table(figures)


def test_rows_lost_by_ours_are_never_good():
    assert summary(Measured(dict(GOOD), lost={OURS + SLOW: 1}), {}, 50.0)["ok"] is False


def test_what_could_not_be_measured_is_said():
    there = {name: GOOD[name] for name in (OURS, peers.FLASK, peers.ROBOT)}

    figures = summary(Measured(there), {peers.KOA: "node and npm are not installed"}, 50.0)

    assert (figures["throughput_ratio_slow_disk"], figures["ok"]) == (None, True)
    assert "node and npm are not installed" in table(figures)
    assert "not measured" in table(figures)


@pytest.fixture
def served(httpserver, tmp_path):
    """Addresses of a server that gives this answer to every push, and the file of pushes."""
    write_requests(tmp_path / "requests", ACCOUNTS, range(40), lambda _: "/push")

    def serve(body, status=200):
        httpserver.expect_request("/push").respond_with_data(body, status=status)
        return f"http://{httpserver.host}:{httpserver.port}", tmp_path / "requests"

    return serve


def test_own_generator_sends_every_message_once(served, httpserver):
    address, requests = served("<xml><Encrypt>x</Encrypt></xml>")

    found = asyncio.run(by_asyncio(address, requests, 20))

    asked = Counter(request.query_string for request, _ in httpserver.log)
    sent = [each.split(b" ")[1].partition(b"?")[2] for each in prepared(requests)]
    assert (found.answered, found.distinct) == (40, 40)
    assert [asked[query] for query in sent] == [1] * 40
    assert found.sample == ["<xml><Encrypt>x</Encrypt></xml>"]
    assert 0 < found.p50_ms <= found.p99_ms


@pytest.mark.parametrize(("body", "status"), [("success", 200), ("<xml><Encrypt>x</Encrypt></xml>", 500)])
def test_answer_that_is_none_stops_the_measurement(served, body, status):
    with pytest.raises(LoadFailed):
        asyncio.run(by_asyncio(*served(body, status), 20))


def test_messages_in_two_journals_are_counted_once(tmp_path):
    import sqlite3

    for name in ("pushes", "pushes-2"):
        with closing(sqlite3.connect(tmp_path / f"{name}.sqlite3")) as journal, journal:
            journal.execute("CREATE TABLE push (account_id, key)")
            journal.executemany("INSERT INTO push VALUES (?, ?)", [(1, "m1"), (1, name)])

    assert rows.of_journal(tmp_path) == 3


def test_processor_time_counts_what_a_process_began():
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'print(input())'])"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, text=True) as process:
        while len(found := family(process.pid)) < 2 and process.poll() is None:
            pass
        process.communicate("x")

    assert len(found) == 2
    assert cpu_seconds(os.getpid()) > 0
    assert cpu_seconds(process.pid) == 0.0  # gone


@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler")
def test_slow_disk_makes_every_sync_slower(tmp_path):
    from benchmarks.callback.servers import compiled

    code = (
        "import os, time\nfile = os.open('x', os.O_CREAT | os.O_WRONLY)\nbegan = time.perf_counter()\n"
        "os.fsync(file); os.fdatasync(file)\nprint(time.perf_counter() - began)"
    )
    environ = {**os.environ, "LD_PRELOAD": str(compiled(tmp_path))}

    done = subprocess.run(
        [sys.executable, "-c", code], env=environ, cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert float(done.stdout) > 0.004


def test_peers_are_pinned():
    lock = (ROOT / "requirements" / "peers.txt").read_text()
    node = (ROOT / "benchmarks" / "peers" / "package-lock.json").read_text()

    for name in ("flask", "gunicorn", "werobot", "wechatpy", "psycopg", "granian"):
        assert f"\n{name}==" in lock
    assert "://" not in node
    assert node.count('"integrity": "sha512-') > 40
