"""The gateway opens the port for pushes with its process, and answers what it took before it ends."""

from __future__ import annotations

import asyncio

import uvloop

from tests.gateway.listening import asked_of, push
from zhenglian.gateway.listener import Listener


def test_port_lives_as_long_as_the_process(gateway, rig, account):
    gateway.listener = listener = Listener(rig.callbacks, host="127.0.0.1", port=0)
    loop = uvloop.new_event_loop()

    gateway.__rsgi_init__(loop)
    where = listener.address
    answer = loop.run_until_complete(asked_of(listener, push(account)))
    gateway.__rsgi_del__(loop)

    assert answer[2] == b"success"
    assert not listener.connections
    try:
        assert is_refused(loop, where)
    finally:
        loop.close()


def is_refused(loop, where):
    try:
        loop.run_until_complete(asyncio.open_connection(*where))
    except ConnectionError:
        return True
    return False
