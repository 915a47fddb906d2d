"""The port for pushes alone, over real sockets: what it answers, when and in which order."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from structlog.testing import capture_logs

from tests.channels import vectors
from tests.factories.accounts import AccountFactory
from tests.gateway.callbacks_rig import callbacks_over
from tests.gateway.listening import (
    all_read,
    asked_of,
    echo,
    listening,
    push,
    request,
    sender,
    told,
)
from tests.gateway.test_callbacks import BODY, CREDENTIALS, TAKEN, Answering, FullDisk
from zhenglian.gateway import connection


def test_push_is_answered_when_it_is_in_the_journal(rig, account):
    status, fields, body = listening(rig, lambda listener: asked_of(listener, push(account)))

    assert (status, body) == (200, b"success")
    assert fields["content-type"] == "text/plain; charset=utf-8"
    assert (fields["x-content-type-options"], fields["cache-control"]) == ("nosniff", "no-store")
    assert "connection" not in fields
    assert rig.rows() == [(account.pk, "text", "m24000000000000001", "")]


def test_nothing_is_said_before_the_commit(gated, gate, account):
    async def story(listener):
        async with sender(listener) as one:
            one.send(push(account))
            await asyncio.to_thread(gate.is_asked.wait)
            reading = asyncio.ensure_future(one.answer())
            other = await asked_of(listener, echo(account))  # the loop works meanwhile
            was_silent = not reading.done()
            gate.may_go.set()
            return other[2], was_silent, (await reading)[2]

    assert listening(gated, story) == (b"537", True, b"success")


def test_book_answers_through_this_port_as_well(rig, account):
    rig.books[account.pk] = Answering(TAKEN)
    rig.memory.shelf.look()

    status, fields, body = listening(rig, lambda listener: asked_of(listener, push(account)))

    assert (status, fields["content-type"]) == (200, "text/xml; charset=utf-8")
    assert body.startswith(b"<xml><Encrypt>")
    assert rig.rows()[0][3] == "4/2"


def test_one_connection_serves_many_requests(rig, account):
    async def story(listener):
        async with sender(listener) as one:
            answers = []
            for asking in (push(account), echo(account), push(account)):
                one.send(asking)
                answers.append((await one.answer())[2])
            return answers

    assert listening(rig, story) == [b"success", b"537", b"success"]


def test_requests_at_once_are_answered_in_their_order_though_the_first_is_slower(gated, gate, account):
    refused = push(account, query={})

    async def story(listener):
        async with sender(listener) as one:
            one.send(push(account), echo(account), refused)
            await asyncio.to_thread(gate.is_asked.wait)
            await asked_of(listener, echo(account))
            gate.may_go.set()
            return [(await one.answer())[::2] for _ in range(3)]

    assert listening(gated, story) == [(200, b"success"), (200, b"537"), (403, b"")]


def test_more_at_once_than_may_wait_are_all_answered(gated, gate, account):
    many = 3 * connection.MOST_WAITING

    async def story(listener):
        async with sender(listener) as one:
            for _ in range(2):
                one.send(*[push(account)] * many)
            await asyncio.to_thread(gate.is_asked.wait)
            gate.may_go.set()
            return {(await one.answer())[2] for _ in range(2 * many)}

    assert listening(gated, story) == {b"success"}


def test_request_in_pieces_is_one_request(rig, account):
    whole = push(account)

    async def story(listener):
        async with sender(listener) as one:
            for at in range(0, len(whole), 150):
                one.send(whole[at : at + 150])
                await asked_of(listener, echo(account))  # so that each piece travels alone
            return (await one.answer())[2]

    assert listening(rig, story) == b"success"


def test_body_in_chunks_is_read(rig, account):
    chunks = [b"%x\r\n%b\r\n" % (len(piece), piece) for piece in (BODY[:7], BODY[7:])]
    head = push(account, "Transfer-Encoding: chunked", body=b"")

    assert told(rig, head, *chunks, b"0\r\n\r\n") == (200, b"success")


def test_account_that_is_not_in_memory_yet_is_looked_for(rig):
    rig.memory.doors._looked_at -= 2
    new = AccountFactory(handle="wx2", credentials=CREDENTIALS)

    assert told(rig, echo(new)) == (200, b"537")


def test_unknown_account_is_refused_and_counted(rig, counted):
    assert told(rig, request("POST", "/callbacks/wechat/999999", vectors.SAFE_QUERY, BODY)) == (403, b"")
    assert counted("unknown_account") == 1


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("POST", "/staff/", 404),
        ("GET", "/callbacks/other/1", 404),
        ("PUT", "/callbacks/wechat/1", 405),
    ],
)
def test_nothing_but_pushes_is_answered_here(rig, method, path, status):
    assert told(rig, request(method, path)) == (status, b"")


@pytest.mark.parametrize(
    ("query", "body", "reason"),
    [
        ({**vectors.SAFE_QUERY, "msg_signature": "0" * 40}, vectors.SAFE_BODY, "signature"),
        (vectors.SAFE_QUERY, "<!DOCTYPE x><xml><a>1</a></xml>", "declaration"),
        ({}, "", "query"),
    ],
)
def test_push_that_is_not_believed_is_told_nothing_and_counted(rig, account, counted, query, body, reason):
    assert told(rig, push(account, query=query, body=body.encode())) == (403, b"")
    assert counted(reason) == 1
    assert rig.rows() == []


def test_sender_who_only_stops_talking_gets_the_answer(gated, gate, account):
    async def story(listener):
        async with sender(listener) as one:
            one.send(push(account))
            one.writer.write_eof()
            await asyncio.to_thread(gate.is_asked.wait)
            await asked_of(listener, echo(account))
            gate.may_go.set()
            return (await one.answer())[2], await one.is_hung_up_on()

    assert listening(gated, story) == (b"success", True)


@pytest.mark.parametrize(("fields", "version"), [(["Connection: close"], "1.1"), ([], "1.0")])
def test_sender_who_wants_one_answer_is_hung_up_on(rig, account, fields, version):
    asking = push(account, *fields, version=version)

    said = listening(rig, lambda listener: all_read(listener, asking))

    assert said.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"\r\nconnection: close\r\n" in said
    assert said.endswith(b"\r\n\r\nsuccess")


def test_connection_of_http_1_0_is_kept_when_asked_to(rig, account):
    async def story(listener):
        async with sender(listener) as one:
            for _ in range(2):
                one.send(push(account, "Connection: keep-alive", version="1.0"))
                last = await one.answer()
            return last[2]

    assert listening(rig, story) == b"success"


def test_sender_who_waits_for_leave_to_send_is_given_it(rig, account):
    head, _, body = push(account, "Expect: 100-continue").partition(b"\r\n\r\n")

    async def story(listener):
        async with sender(listener) as one:
            one.send(head, b"\r\n\r\n")
            leave = (await one.answer())[0]
            one.send(body)
            return leave, (await one.answer())[2]

    assert listening(rig, story) == (100, b"success")


def test_fault_of_the_store_makes_the_platform_come_again(tmp_path, account):
    with callbacks_over(tmp_path, store=FullDisk()) as rig, capture_logs() as logs:
        rig.memory.look()
        answer = told(rig, push(account))

    assert answer == (500, b"")
    assert {line["event"] for line in logs} == {"journal_failed"}


def test_fault_of_our_own_is_logged_and_makes_the_platform_come_again(rig, account):
    rig.books[account.pk] = Answering(SimpleNamespace(text="a reply of no kind"))
    rig.memory.shelf.look()

    with capture_logs() as logs:
        answer = told(rig, push(account))

    assert answer == (500, b"")
    assert [line["event"] for line in logs] == ["callback_failed"]
    assert "路灯" not in str(logs)


def test_what_was_taken_is_answered_after_the_port_closed(gated, gate, account):
    async def story(listener):
        async with sender(listener) as one, sender(listener) as idle:
            one.send(push(account))
            await asyncio.to_thread(gate.is_asked.wait)
            await asked_of(listener, echo(account))
            where = listener.address
            closing = asyncio.ensure_future(listener.close())
            is_idle_ended = await idle.is_hung_up_on()
            was_waiting = not closing.done()
            with pytest.raises(ConnectionError):
                await asyncio.open_connection(*where)
            gate.may_go.set()
            _, fields, body = await one.answer()
            await closing
            return is_idle_ended, was_waiting, fields["connection"], body

    assert listening(gated, story) == (True, True, "close", b"success")


def test_two_processes_may_share_the_port(rig, account):
    async def story(listener):
        other = type(listener)(rig.callbacks, host="127.0.0.1", port=listener.address[1])
        await other.open()
        try:
            return [(await asked_of(listener, push(account)))[2] for _ in range(4)]
        finally:
            await other.close()

    assert listening(rig, story) == [b"success"] * 4
