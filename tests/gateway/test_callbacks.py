"""The addresses for pushes: nothing is answered before it is kept, and nothing bad is told why."""

from __future__ import annotations

import asyncio
import json
import re

import pytest
from django.db import DatabaseError
from structlog.testing import capture_logs

from tests.channels import vectors
from tests.channels.clients import test_weibo_push as weibo
from tests.factories.accounts import AccountFactory
from tests.gateway.callbacks_rig import NOW, ask, asked, callbacks_over, rsgi_asked
from zhenglian.accounts.enums import AccountState, Platform
from zhenglian.autoreplies.api import Reply
from zhenglian.autoreplies.enums import ReplyKind
from zhenglian.channels.door import refusals
from zhenglian.gateway.patience import MAX_BODY, Patience
from zhenglian.kernel.clock import FixedClock

CREDENTIALS = {"token": vectors.TOKEN, "aes_key": vectors.KEY, "gh_id": "gh_demo"}
BODY = vectors.SAFE_BODY.encode()


@pytest.fixture
def committing(transactional_db):
    """No transaction of the test's around the door: it reads the accounts on a connection of its own."""


@pytest.fixture
def account(committing):
    return AccountFactory(handle=vectors.APPID, credentials=CREDENTIALS)


@pytest.fixture
def rig(tmp_path, committing):
    with callbacks_over(tmp_path) as rig:
        yield rig


def address(account, platform="wechat"):
    return f"/callbacks/{platform}/{account.pk}"


def push(rig, account, query=vectors.SAFE_QUERY, body=BODY):
    return ask(rig.callbacks, "POST", address(account), query, body)


class Answering:
    def __init__(self, reply):
        self.reply = reply
        self.asked = []

    def answer(self, said, now):
        self.asked.append((said.kind, said.text, said.key, now))
        return self.reply


class Broken:
    def answer(self, said, now):
        raise RuntimeError("a rule that cannot be")


TAKEN = Reply("4/2", ReplyKind.TEXT, text="已收到")


def test_check_of_the_address_answers_the_echo_as_text(rig, account):
    query = {**vectors.PLAIN_QUERY, "echostr": "537 <1>"}

    answer = ask(rig.callbacks, "GET", address(account), query)

    assert (answer.status_code, answer.text) == (200, "537 <1>")
    assert answer.headers["content-type"].startswith("text/plain")


def test_push_is_in_the_journal_before_success_is_said(rig, account):
    answer = push(rig, account)

    assert (answer.status_code, answer.text) == (200, "success")
    assert rig.rows() == [(account.pk, "text", "m24000000000000001", "")]


def test_push_that_comes_twice_is_answered_twice_and_kept_once(rig, account):
    rig.books[account.pk] = Answering(TAKEN)

    answers = [push(rig, account, body=body) for body in (BODY, vectors.COMPAT_BODY.encode())]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert all(answer.text.startswith("<xml><Encrypt>") for answer in answers)
    assert len(rig.rows()) == 1


def test_book_is_asked_what_to_say_and_its_rule_is_kept(rig, account):
    rig.books[account.pk] = book = Answering(TAKEN)

    answer = push(rig, account)

    assert book.asked == [("text", "路灯坏了", "", NOW.now())]
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    assert re.fullmatch(r"<xml><Encrypt>.*</Nonce></xml>", answer.text)
    assert rig.rows()[0][3] == "4/2"


LOCATION = (
    "<xml><ToUserName>gh_demo</ToUserName><FromUserName>o1</FromUserName><MsgType>location</MsgType>"
    "<Location_X>32.41</Location_X><Location_Y>104.53</Location_Y><MsgId>24000000000000002</MsgId></xml>"
)


@pytest.mark.parametrize(
    ("body", "address"),
    [
        (LOCATION, "https://office.test/report/?lon=104.53&lat=32.41&datum=gcj02"),
        (LOCATION.replace("104.53", "x"), "https://office.test/report/"),
        (LOCATION.replace("location", "image"), "https://office.test/report/"),
    ],
)
def test_report_page_is_named_with_the_position_that_was_sent(rig, settings, body, address):
    settings.SITE_URL = "https://office.test"
    plain = AccountFactory(handle=vectors.APPID, credentials={"token": vectors.TOKEN})
    rig.books[plain.pk] = Answering(Reply("4/2", ReplyKind.TEXT, text="请打开{report}填写"))

    answer = push(rig, plain, vectors.PLAIN_QUERY, body.encode())

    assert f"<![CDATA[请打开{address}填写]]>" in answer.text


def test_fault_in_a_rule_costs_the_answer_but_not_the_message(rig, account):
    rig.books[account.pk] = Broken()

    with capture_logs() as logs:
        answer = push(rig, account)

    assert (answer.text, len(rig.rows())) == ("success", 1)
    assert [line["event"] for line in logs] == ["book_failed"]


def test_plain_push_is_kept_where_no_key_is_set(rig):
    plain = AccountFactory(handle=vectors.APPID, credentials={"token": vectors.TOKEN})

    answer = push(rig, plain, vectors.PLAIN_QUERY, vectors.MESSAGE.encode())

    assert (answer.text, len(rig.rows())) == ("success", 1)


def test_push_of_weibo_is_kept_and_answered_in_json(tmp_path, committing):
    owner = AccountFactory(
        platform=Platform.WEIBO, handle=weibo.UID, credentials={"app_secret": weibo.SECRET}
    )
    body = json.dumps(weibo.PUSH).encode()
    clock = FixedClock(NOW.now().fromtimestamp(weibo.NOW, tz=NOW.now().tzinfo))
    with callbacks_over(tmp_path, clock=clock) as rig:
        silent = ask(rig.callbacks, "POST", address(owner, "weibo"), weibo.QUERY, body)
        rig.books[owner.pk] = Answering(TAKEN)
        rig.memory.shelf.look()
        answer = ask(rig.callbacks, "POST", address(owner, "weibo"), weibo.QUERY, body)
        rows = rig.rows()

    assert (silent.status_code, silent.content) == (200, b"")
    assert answer.json()["receiver_id"] == weibo.PUSH["sender_id"]
    assert len(rows) == 1


@pytest.mark.parametrize(
    ("query", "body", "reason"),
    [
        ({**vectors.SAFE_QUERY, "msg_signature": "0" * 40}, vectors.SAFE_BODY, "signature"),
        (vectors.PLAIN_QUERY, vectors.MESSAGE, "plain"),
        (vectors.SAFE_QUERY, "<!DOCTYPE x><xml><a>1</a></xml>", "declaration"),
        ({}, "", "query"),
        ({**vectors.SAFE_QUERY, "x": "y" * 3000}, vectors.SAFE_BODY, "query"),
        ({**vectors.SAFE_QUERY, "timestamp": "1"}, vectors.SAFE_BODY, "time"),
    ],
)
def test_push_that_is_not_believed_is_told_nothing_and_counted(rig, account, query, body, reason):
    before = refusals().get(reason, 0)

    answer = push(rig, account, query, body.encode())

    assert (answer.status_code, answer.content) == (403, b"")
    assert refusals()[reason] == before + 1
    assert rig.rows() == []


def test_wrong_check_of_the_address_is_refused(rig, account):
    answer = ask(
        rig.callbacks, "GET", address(account), {**vectors.PLAIN_QUERY, "nonce": "1", "echostr": "x"}
    )

    assert (answer.status_code, answer.content) == (403, b"")


@pytest.mark.parametrize("path", ["", "x", "wechat/", "wechat/x", "wechat/1/2", "wechat/../1", "other/1"])
def test_address_without_an_account_is_not_found(rig, path):
    assert ask(rig.callbacks, "GET", f"/callbacks/{path}", {}).status_code == 404
    assert ask(rig.callbacks, "POST", f"/callbacks/{path}", {}).status_code == 404


def test_unknown_account_is_refused(rig):
    before = refusals().get("unknown_account", 0)

    assert ask(rig.callbacks, "POST", "/callbacks/wechat/999999", vectors.SAFE_QUERY, BODY).status_code == 403
    assert refusals()["unknown_account"] == before + 1


def test_stopped_account_still_listens(rig):
    stopped = AccountFactory(handle=vectors.APPID, credentials=CREDENTIALS, state=AccountState.STOPPED)

    assert push(rig, stopped).text == "success"


@pytest.mark.parametrize(
    "changes", [{"state": AccountState.CLOSED}, {"platform": Platform.MANUAL}, {"credentials": {}}]
)
def test_other_accounts_do_not(rig, changes):
    other = AccountFactory(**{"handle": vectors.APPID, "credentials": CREDENTIALS, **changes})

    assert push(rig, other).status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "HEAD"])
def test_other_methods_are_refused_unasked(rig, method):
    assert ask(rig.callbacks, method, "/callbacks/wechat/1", vectors.PLAIN_QUERY).status_code == 405


def test_large_body_is_refused_by_its_own_word_and_by_count(rig, account):
    async def in_pieces():
        for _ in range(3):
            yield b"x" * (MAX_BODY // 2)

    declared = push(rig, account, body=b"x" * (MAX_BODY + 1))
    counted = push(rig, account, body=in_pieces())

    assert (declared.status_code, counted.status_code) == (413, 413)


class FullDisk:
    def open(self):
        pass

    def write(self, rows):
        raise DatabaseError("disk full")

    def rest(self):
        pass

    def close(self):
        pass


def test_fault_of_the_store_makes_the_platform_come_again(tmp_path, account):
    with callbacks_over(tmp_path, store=FullDisk()) as rig, capture_logs() as logs:
        answer = push(rig, account)

    assert (answer.status_code, answer.content) == (500, b"")
    assert {line["event"] for line in logs} == {"journal_failed", "callback_failed"}
    assert "disk full" not in answer.text


def test_token_changed_a_moment_ago_counts_for_the_check(rig, account):
    query = {**vectors.PLAIN_QUERY, "echostr": "x"}
    account.credentials = {**CREDENTIALS, "token": "earlier"}
    account.save()
    rig.memory.look()
    account.credentials = CREDENTIALS
    account.save()
    rig.memory.doors._looked_at -= 2

    assert ask(rig.callbacks, "GET", address(account), query).text == "x"


def test_rsgi_answers_as_asgi_does(rig, account):
    rig.memory.look()
    path = address(account)

    whole = asyncio.run(rsgi_asked(rig.callbacks, path, vectors.SAFE_QUERY, [BODY]))
    pieces = asyncio.run(
        rsgi_asked(rig.callbacks, path, vectors.SAFE_QUERY, [BODY[:9], BODY[9:]], declare=False)
    )
    large = [b"x" * MAX_BODY, b"x"]
    declared = asyncio.run(rsgi_asked(rig.callbacks, path, vectors.SAFE_QUERY, large))
    counted = asyncio.run(rsgi_asked(rig.callbacks, path, vectors.SAFE_QUERY, large, declare=False))

    assert (whole[0], whole[2], pieces[2]) == (200, b"success", b"success")
    assert whole[1]["content-type"].startswith("text/plain")
    assert (declared[0], counted[0]) == (413, 413)


def test_dripping_body_is_cut_and_counted(rig, account, monkeypatch):
    monkeypatch.setattr("zhenglian.gateway.patience.WHOLE_S", 0.0)
    monkeypatch.setattr("zhenglian.gateway.patience.SLOW_S", 0.0)
    monkeypatch.setattr("zhenglian.gateway.patience.LOOK_S", 0.0)
    rig.memory.look()
    before = refusals().get("slow", 0)

    async def drip():
        never = asyncio.get_running_loop().create_future()
        return await asyncio.create_task(
            rsgi_asked(rig.callbacks, address(account), vectors.SAFE_QUERY, [BODY], stall=never)
        )

    assert asyncio.run(drip())[0] == 408
    assert refusals()["slow"] == before + 1


def test_crowd_of_slow_bodies_loses_its_oldest(monkeypatch):
    monkeypatch.setattr("zhenglian.gateway.patience.SLOW_S", 0.0)
    monkeypatch.setattr("zhenglian.gateway.patience.LOOK_S", 0.0)
    monkeypatch.setattr("zhenglian.gateway.patience.MOST_SLOW", 1)

    async def two():
        loop = asyncio.get_running_loop()
        patience, bodies = Patience(), [loop.create_future(), loop.create_future()]
        tasks = [asyncio.create_task(patience.whole(body)) for body in bodies]
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        bodies[1].set_result(b"late")
        return tasks[0] in done, await tasks[1]

    assert asyncio.run(two()) == (True, b"late")


def test_stop_of_the_server_is_no_slow_body():
    async def stopped():
        task = asyncio.create_task(Patience().whole(asyncio.get_running_loop().create_future()))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(stopped())


def test_sender_who_hangs_up_half_way_is_no_fault_of_ours(rig, account):
    rig.memory.look()
    sent = []

    async def hang_up():
        return {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    query = "&".join(f"{name}={value}" for name, value in vectors.SAFE_QUERY.items()).encode()
    scope = {"type": "http", "method": "POST", "path": address(account), "query_string": query, "headers": []}
    asyncio.run(rig.callbacks(scope, hang_up, send))

    assert sent[0]["status"] == 408


def test_deliveries_at_the_same_time_are_kept_once(rig, account):
    rig.memory.look()

    async def twenty():
        calls = [asked(rig.callbacks, "POST", address(account), vectors.SAFE_QUERY, BODY) for _ in range(20)]
        return await asyncio.gather(*calls)

    assert {answer.text for answer in asyncio.run(twenty())} == {"success"}
    assert len(rig.rows()) == 1
