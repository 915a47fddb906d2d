"""The port for pushes alone, over real sockets: where the patience with a sender ends."""

from __future__ import annotations

import asyncio

import pytest
from structlog.testing import capture_logs

from tests.gateway.listening import (
    all_read,
    asked_of,
    echo,
    listening,
    push,
    request,
    sender,
)
from zhenglian.gateway import connection
from zhenglian.gateway.patience import MAX_BODY, SLOW_S, WHOLE_S


@pytest.mark.parametrize("size", [MAX_BODY + 1, 8 * MAX_BODY])
def test_body_above_the_limit_is_refused_and_hung_up_on(rig, account, counted, size):
    said = listening(rig, lambda listener: all_read(listener, push(account, body=b"x" * size)))

    assert said.startswith(b"HTTP/1.1 413 ")
    assert said.count(b"HTTP/1.1") == 1
    assert b"\r\nconnection: close\r\n" in said
    assert counted("too_large") == 1


@pytest.mark.parametrize(
    "endless",
    [
        b"GET /callbacks/" + b"x" * connection.MOST_BYTES,
        b"GET /callbacks/ HTTP/1.1\r\nX: " + b"x" * connection.MOST_BYTES,
        b"GET /callbacks/ HTTP/1.1\r\n" + b"X: y\r\n" * (connection.MOST_BYTES // 6 + 1),
    ],
)
def test_address_or_fields_without_end_are_cut(rig, counted, endless):
    said = listening(rig, lambda listener: all_read(listener, endless))

    assert said.startswith(b"HTTP/1.1 413 ")
    assert counted("too_large") == 1


@pytest.mark.parametrize(
    "broken",
    [
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"nonsense\r\n\r\n",
        b"POST /callbacks/ HTTP/1.1\r\nContent-Length: x\r\n\r\n",
        b"POST /callbacks/ HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    ],
)
def test_what_is_no_http_is_hung_up_on_and_counted(rig, account, counted, broken):
    said = listening(rig, lambda listener: all_read(listener, broken, push(account)))

    assert said.startswith(b"HTTP/1.1 403 ")
    assert said.count(b"HTTP/1.1") == 1
    assert counted("query") == 1
    assert rig.rows() == []


def test_nonsense_after_a_push_does_not_overtake_its_answer(gated, gate, account):
    async def story(listener):
        async with sender(listener) as one:
            one.send(push(account), b"nonsense\r\n\r\n", push(account))
            await asyncio.to_thread(gate.is_asked.wait)
            gate.may_go.set()
            return [(await one.answer())[0] for _ in range(2)], await one.is_hung_up_on()

    assert listening(gated, story) == ([200, 403], True)


def test_sender_who_drips_is_cut_and_counted(rig, account, counted):
    async def story(listener):
        async with sender(listener) as one:
            one.send(push(account)[:-1])
            await asked_of(listener, echo(account))
            now = asyncio.get_running_loop().time()
            listener.look(now + WHOLE_S / 2)
            before = counted("slow")
            listener.look(now + WHOLE_S + 1)
            return before, await one.answer(), await one.is_hung_up_on()

    before, (status, fields, _), is_hung_up_on = listening(rig, story)

    assert (before, status, fields["connection"], is_hung_up_on) == (0, 408, "close", True)
    assert counted("slow") == 1


def test_crowd_of_slow_senders_loses_its_oldest(rig, account, counted, monkeypatch):
    monkeypatch.setattr("zhenglian.gateway.listener.MOST_SLOW", 1)
    monkeypatch.setattr(connection, "WHOLE_S", 3600)  # on a busy machine real seconds pass as well

    async def story(listener):
        async with sender(listener) as first, sender(listener) as second:
            for one in (first, second):
                one.send(push(account)[:-1])
                await asked_of(listener, echo(account))
            listener.look(asyncio.get_running_loop().time() + 2 * SLOW_S)
            second.send(push(account)[-1:])
            return [(await one.answer())[0] for one in (first, second)]

    assert listening(rig, story) == [408, 200]
    assert counted("slow") == 1


def test_idle_connection_is_closed_without_a_count(rig, account, counted):
    async def story(listener):
        async with sender(listener) as one:
            one.send(push(account))
            await one.answer()
            listener.look(asyncio.get_running_loop().time() + connection.IDLE_S + 1)
            return await one.is_hung_up_on()

    assert listening(rig, story)
    assert counted("slow") == 0


def test_sender_who_stays_after_the_last_word_is_dropped(rig):
    async def story(listener):
        async with sender(listener) as one:
            one.send(b"nonsense\r\n\r\n")
            await one.answer()
            one.send(b"more " * 9)
            listener.look(asyncio.get_running_loop().time() + WHOLE_S + 1)
            await asked_of(listener, request("GET", "/"))
            return [each for each in listener.connections if each._is_deaf]

    assert listening(rig, story) == []


def test_sender_who_leaves_half_way_is_counted(rig, account, counted):
    async def story(listener):
        async with sender(listener) as one:
            one.send(push(account)[:-1])
            await asked_of(listener, echo(account))
        return await asked_of(listener, echo(account))

    assert listening(rig, story)[0] == 200
    assert counted("slow") == 1


def test_sender_who_leaves_before_the_answer_breaks_nothing(gated, gate, account):
    async def story(listener):
        async with sender(listener) as one:
            one.send(push(account), push(account))
            await asyncio.to_thread(gate.is_asked.wait)
        gate.may_go.set()
        return (await asked_of(listener, push(account)))[2]

    with capture_logs() as logs:
        assert listening(gated, story) == b"success"
    assert logs == []
    assert len(gated.rows()) == 1


def test_one_connection_too_many_is_dropped(rig, account, counted, monkeypatch):
    monkeypatch.setattr(connection, "MOST_CONNECTIONS", 1)

    async def story(listener):
        async with sender(listener) as first:
            first.send(echo(account))
            await first.answer()
            with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
                await asked_of(listener, echo(account))
            first.send(push(account))
            return (await first.answer())[2]

    assert listening(rig, story) == b"success"
    assert counted("crowded") == 1


def test_offer_of_another_protocol_is_refused_with_the_body_unread(rig, account):
    asking = push(account, "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMA")

    said = listening(rig, lambda listener: all_read(listener, asking))

    assert said.startswith(b"HTTP/1.1 403 ")
    assert said.count(b"HTTP/1.1") == 1
    assert rig.rows() == []
